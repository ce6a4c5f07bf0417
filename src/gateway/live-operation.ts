import {
  type ArgumentNode,
  createSourceEventStream,
  type DocumentNode,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { Caller, Context } from '../graphql/context.js';
import { schema } from '../graphql/schema.js';
import { readLogCursor } from '../live/cursor.js';
import type { GroupRequest } from '../live/group.js';
import type { Hub } from '../live/hub.js';
import type { Query } from '../live/openings.js';
import { LiveSource } from '../live/source.js';
import { boundAnswer } from './bound-answer.js';
import { findOverlongInput } from './bounded-input.js';
import { findExcess } from './limit-answer.js';
import { describeErrors, type MaskError } from './mask-errors.js';
import { findUnstorableVariable } from './storable-input.js';

/** A subscription as a client sends it, parsed and valid. */
interface LiveOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly caller: Caller;
  /** A cursor that counts before the operation's own `after`: a client of server-sent events remembers it. */
  readonly lastEventId?: string | undefined;
}

/** What to follow, and from where. */
export interface Opened {
  readonly request: GroupRequest;
  /** Null: from now on. */
  readonly after: number | null;
}

export type OpenLive = (operation: LiveOperation) => Promise<Opened | { readonly errors: readonly GraphQLError[] }>;

interface Options {
  readonly hub: Hub;
  readonly createContext: (caller: Caller) => Context;
  readonly maskError: MaskError;
  /** The longest answer, in bytes; 0 is no limit. */
  readonly maxAnswerBytes: number;
}

/**
 * Opens subscriptions: those of the same text, variables, role and preview are one to the hub, wherever each of them begins.
 * What a subscription is about is found out once for all of them.
 */
export function createOpenLive({ createContext, hub, maskError, maxAnswerBytes }: Options): OpenLive {
  async function findQuery(operation: LiveOperation): Promise<Query> {
    const { caller, document, operationName = null, variables = null } = operation;
    const args = { schema, document, operationName, variableValues: variables };
    const excess = findExcess(args);
    if (excess) throw excess;
    const source = await createSourceEventStream({ ...args, contextValue: createContext(caller) });
    if (!(source instanceof LiveSource)) throw 'errors' in source ? new Refused(source.errors ?? []) : notLive();
    return {
      selector: source.selector,
      execute: async (event) => {
        // Fresh loaders for each event: old ones would serve old rows.
        const context = createContext(caller);
        const executed = await execute({ ...args, rootValue: event, contextValue: context });
        const result = boundAnswer(executed, context, maxAnswerBytes);
        const errors = result.errors && describeErrors(result.errors, maskError);
        return Buffer.from(JSON.stringify({ ...result, ...(errors && { errors }) }));
      },
    };
  }

  return async (operation) => {
    try {
      const { document, operationName, variables: variableValues } = operation;
      // What the pipeline's plugins look at too. For each who joins, as the cursor is not a part of what subscribers share.
      const asked = { schema, document, operationName, variableValues };
      const fault = findUnstorableVariable(variableValues) ?? findOverlongInput(asked);
      if (fault) return { errors: [fault] };
      const { after, key } = describe(operation);
      const own = after == null ? null : readLogCursor('after', after);
      const { lastEventId } = operation;
      const position = lastEventId === undefined ? own : readLogCursor('Last-Event-ID', lastEventId);
      const request = await hub.open(key, operation.caller.address, () => findQuery(operation));
      return { request, after: position };
    } catch (error) {
      return { errors: (error instanceof Refused ? error.errors : [error]).map(maskError) };
    }
  };
}

/** All that is wrong with an operation, told in one. */
export class Refused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the operation is refused');
  }
}

function notLive(): Error {
  return new Error('a subscription has a source that is not the log');
}

/** What makes subscriptions the same, and the cursor that makes each begin where it does. */
function describe({ caller, document, operationName, variables }: LiveOperation) {
  const operation = getOperationAST(document, operationName);
  const argument = operation && findArgument(document, operation, 'after');
  const variable = argument?.value.kind === Kind.VARIABLE ? argument.value.name.value : undefined;
  const isAlone = variable !== undefined && countUses(document, variable) === 1;
  const others = Object.entries(variables ?? {}).filter(([name]) => !isAlone || name !== variable);
  const { asOf, identity, sees } = caller;
  return {
    after: argument && readText(argument, operation, variables ?? {}),
    key: JSON.stringify([document.loc?.source.body, operationName, others.sort(), identity.role, sees, asOf]),
  };
}

/** The value of an argument that is a text: its own, its variable's, or that one's default. Null for anything else. */
function readText(
  { value }: ArgumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  if (value.kind === Kind.STRING) return value.value;
  if (value.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  const given = variables[name];
  if (given !== undefined) return given === null ? null : String(given);
  const definition = variableDefinitions.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.STRING ? definition.defaultValue.value : null;
}

/** An argument of the one root field that a subscription has. */
function findArgument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  name: string,
): ArgumentNode | undefined {
  return findField(document, operation.selectionSet)?.arguments?.find((argument) => argument.name.value === name);
}

function findField(document: DocumentNode, { selections }: SelectionSetNode): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : findFragment(document, selection.name.value)?.selectionSet;
    const found = set && findField(document, set);
    if (found) return found;
  }
  return undefined;
}

function findFragment({ definitions }: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return definitions.find(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  );
}

function countUses(document: DocumentNode, name: string): number {
  let uses = 0;
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: (node) => {
      if (node.name.value === name) uses += 1;
    },
  });
  return uses;
}
