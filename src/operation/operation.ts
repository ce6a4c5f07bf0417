import {
  type DocumentNode,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { codedError } from '../errors.js';
import type { Caller } from '../schema/context.js';
import { schema } from '../schema/schema.js';
import { type Measure, measureAnswer } from './answer-measure.js';

/** The most faults of variables that one answer reports. */
const MOST_FAULTS = 5;

export type Variables = Readonly<Record<string, unknown>>;

/** A client's request to run an operation, over any transport. */
export interface OperationRequest {
  readonly text: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
  readonly extensions?: Variables | null | undefined;
  readonly caller: Caller;
  readonly transport: 'http' | 'sse' | 'websocket';
  /** True if mutations are allowed. False for a GET, because a browser may repeat or prefetch a GET. */
  readonly mayWrite: boolean;
  /** The header `Last-Event-ID`: the cursor of the last event that the client got. It overrides `after`. */
  readonly lastEventId?: string | undefined;
}

/** A request whose text has been parsed. */
export class Operation {
  /** The values of the declared variables, in the order of their declarations. */
  readonly variables: Variables;
  #coerced: ReturnType<typeof getVariableValues> | undefined;
  #measure: { readonly found: Measure | undefined } | undefined;

  constructor(
    readonly request: OperationRequest,
    readonly document: DocumentNode,
    readonly definition: OperationDefinitionNode,
  ) {
    this.variables = pickDeclared(definition, request.variables ?? {});
  }

  get isSubscription(): boolean {
    return this.definition.operation === OperationTypeNode.SUBSCRIPTION;
  }

  get args(): Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'> {
    const { document, request, variables } = this;
    return { schema, document, operationName: request.operationName ?? null, variableValues: variables };
  }

  /** The variables, coerced to their types. Undefined if a variable is faulty. */
  get coerced(): Variables | undefined {
    return this.#coerce().coerced;
  }

  /** The first faults of variables. GraphQL itself reports up to fifty faults, and repeats the value in each fault. */
  get variableFaults(): readonly GraphQLError[] {
    return this.#coerce().errors?.slice(0, MOST_FAULTS) ?? [];
  }

  get fragments(): Readonly<Record<string, FragmentDefinitionNode>> {
    const found = this.document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    return Object.fromEntries(found.map((node) => [node.name.value, node]));
  }

  /** The largest size that the operation's answer can have. Undefined if a variable is faulty. */
  get measure(): Measure | undefined {
    this.#measure ??= { found: measureAnswer(this) };
    return this.#measure.found;
  }

  #coerce(): ReturnType<typeof getVariableValues> {
    const { variableDefinitions = [] } = this.definition;
    this.#coerced ??= getVariableValues(schema, variableDefinitions, this.variables, { maxErrors: MOST_FAULTS });
    return this.#coerced;
  }
}

/** Finds the operation that a request names in its document. */
export function readOperation(request: OperationRequest, document: DocumentNode): Operation {
  const definition = getOperationAST(document, request.operationName);
  if (definition) return new Operation(request, document, definition);
  throw codedError('BAD_USER_INPUT', 'Could not determine what operation to execute.', { http: { status: 400 } });
}

function pickDeclared({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  return Object.fromEntries(names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]));
}
