import { createHash } from 'node:crypto';
import { type DocumentNode, getOperationAST, getVariableValues, Kind, type OperationDefinitionNode } from 'graphql';
import { limitExceeded } from '../graphql/answer-budget.js';
import type { Caller } from '../graphql/context.js';
import { schema } from '../graphql/schema.js';
import { findOverlongInput } from './bounded-input.js';
import { type CursorArgument, findCursor } from './live-after.js';
import { MAX_ERRORS, Refused } from './live-errors.js';
import { findUnstorableVariable } from './storable-input.js';

/** The most characters of a subscription's text, and of its variables as JSON: both are kept for as long as it is followed. */
const MAX_CHARACTERS = 10_000;

/** A subscription as a client sends it, parsed and valid. */
export interface LiveOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
  readonly caller: Caller;
  /** A cursor that counts before the operation's own `after`: a client of server-sent events remembers it. */
  readonly lastEventId?: string | undefined;
}

/** What of it is kept, and where it begins. */
export interface Subscription {
  readonly text: string;
  readonly operationName: string | null;
  /** Those that the operation declares, as they were sent. */
  readonly variables: Variables;
  readonly after: string | null;
  /** The same for all subscriptions that are one to the hub. */
  readonly key: string;
}

type Variables = Readonly<Record<string, unknown>>;

/** Fails with what is wrong with a subscription by itself. Nothing of its variables is read before they are known to be harmless. */
export function readSubscription({ caller, document, operationName = null, variables }: LiveOperation): Subscription {
  const operation = getOperationAST(document, operationName);
  const text = document.loc?.source.body;
  if (!operation || text === undefined) throw new Error('a subscription without an operation or without its text');
  const fault = findLongText(text) ?? findUnstorableVariable(variables);
  if (fault) throw fault;
  const declared = pickDeclared(operation, variables ?? {});
  const cursor = findCursor(document, operation);
  const shared = JSON.stringify(Object.entries(declared).filter(([name]) => name !== cursor?.ownVariable));
  const overlong =
    findLongVariables(shared) ?? findOverlongInput({ schema, document, operationName, variableValues: declared });
  if (overlong) throw overlong;
  const after = readAfter(cursor, coerce(operation, declared));
  const { asOf, identity, sees } = caller;
  const key = digest([text, operationName, shared, identity.role, sees, asOf]);
  return { text, operationName, variables: declared, after, key };
}

function findLongText({ length }: string) {
  if (length <= MAX_CHARACTERS) return undefined;
  return limitExceeded(
    `is ${length} characters long, and ${MAX_CHARACTERS} is the most for a subscription: select less, and leave out comments`,
  );
}

function findLongVariables({ length }: string) {
  if (length <= MAX_CHARACTERS) return undefined;
  return limitExceeded(
    `has variables of ${length} characters as JSON, and ${MAX_CHARACTERS} is the most for a subscription: filter by less`,
  );
}

/** In the order in which they are declared: those who send them in another one ask the same. */
function pickDeclared({ variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  return Object.fromEntries(names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]));
}

/** As execution does, for each who joins: a variable that is not shared may be of a wrong type too. */
function coerce({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Variables {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: MAX_ERRORS - 1 });
  if (!coerced) throw new Refused(errors);
  return coerced;
}

/** Null where it is from now on. */
function readAfter(cursor: CursorArgument | undefined, variables: Variables): string | null {
  if (cursor?.value.kind === Kind.STRING) return cursor.value.value;
  if (cursor?.value.kind !== Kind.VARIABLE) return null;
  const name = cursor.value.name.value;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return typeof value === 'string' ? value : null;
}

/** In the place of texts that would be kept once more. */
function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
