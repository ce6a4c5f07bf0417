import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { codedError } from '../errors.js';
import type { Caller } from '../schema/context.js';
import { schema } from '../schema/schema.js';
import { type Measure, measureAnswer } from './answer-measure.js';

/** The most faults of variables in one answer. */
const MOST_FAULTS = 5;

export type Variables = Readonly<Record<string, unknown>>;

/** What a client asks for, over any transport. */
export interface OperationRequest {
  readonly text: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
  readonly extensions?: Variables | null | undefined;
  readonly caller: Caller;
  readonly transport: 'http' | 'sse' | 'websocket';
  /** False for a GET, which a browser may repeat or prefetch. */
  readonly mayWrite: boolean;
  /** The last event that a client of server-sent events has got. It overrides the operation's own `after`. */
  readonly lastEventId?: string | undefined;
}

/** A parsed request. */
export class Operation {
  readonly request: OperationRequest;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** The variables that the operation declares, in the order in which it declares them. */
  readonly variables: Variables;
  #coerced: ReturnType<typeof getVariableValues> | undefined;
  #measure: { readonly found: Measure | undefined } | undefined;

  constructor(request: OperationRequest, document: DocumentNode, definition: OperationDefinitionNode) {
    this.request = request;
    this.document = document;
    this.definition = definition;
    this.variables = pickDeclared(definition, request.variables ?? {});
  }

  get isSubscription(): boolean {
    return this.definition.operation === OperationTypeNode.SUBSCRIPTION;
  }

  /** What GraphQL executes. */
  get args(): Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'> {
    const { document, request, variables } = this;
    return { schema, document, operationName: request.operationName ?? null, variableValues: variables };
  }

  /** The variables, coerced to their types. Undefined if one is faulty. */
  get coerced(): Variables | undefined {
    return this.#coerce().coerced;
  }

  /** The first faults of variables. GraphQL itself would report fifty, each with the value in it. */
  get variableFaults(): readonly GraphQLError[] {
    return this.#coerce().errors?.slice(0, MOST_FAULTS) ?? [];
  }

  /** How large its answer can be. Undefined if a variable is faulty. */
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

/** The operation of a document that a request names. */
export function readOperation(request: OperationRequest, document: DocumentNode): Operation {
  const definition = getOperationAST(document, request.operationName);
  if (definition) return new Operation(request, document, definition);
  throw codedError('BAD_USER_INPUT', 'Could not determine what operation to execute.', { http: { status: 400 } });
}

function pickDeclared({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  return Object.fromEntries(names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]));
}
