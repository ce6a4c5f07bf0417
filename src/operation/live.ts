import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { LiveSource } from '../event-log/source.js';
import { limitExceeded } from '../graphql/answer-budget.js';
import type { GroupRequest } from '../live/group.js';
import type { Hub } from '../live/hub.js';
import type { Query } from '../live/openings.js';
import type { Subscriber, Subscription } from '../live/subscriber.js';
import type { Caller, Context } from '../schema/context.js';
import { schema } from '../schema/schema.js';
import { readLogCursor } from '../writing/cursor.js';
import { createDocuments } from './documents.js';
import type { Execute } from './execute.js';
import { describeErrors } from './mask-errors.js';
import type { Operation } from './operation.js';

/** The most characters of a subscription's text, and of its variables as JSON. An open subscription keeps both. */
const MAX_CHARACTERS = 10_000;
/** The size of the cache of parsed subscriptions, in bytes of memory. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** An opened subscription, which a subscriber can follow. */
export interface LiveStream {
  /** Sends a subscriber the events since its cursor (its backlog), then each new event. */
  readonly follow: (subscriber: Subscriber) => Subscription;
}

interface Options {
  readonly hub: Pick<Hub, 'follow' | 'open'>;
  readonly execute: Execute;
  readonly createContext: (caller: Caller) => Context;
}

/** Opens subscriptions. Equal subscriptions form one group and share each execution. Their cursors may differ. */
export function createOpenLive({ createContext, execute, hub }: Options) {
  const parse = createDocuments(CACHE_BYTES, { noLocation: true });

  async function findQuery({ args, request }: Operation): Promise<Query> {
    const source = await createSourceEventStream({ ...args, contextValue: createContext(request.caller) });
    if (source instanceof LiveSource)
      return { selector: source.selector, execute: toExecute(request.text, args, request.caller) };
    const [error] = 'errors' in source ? (source.errors ?? []) : [];
    throw error ?? new Error('a subscription has a source that is not the log');
  }

  /** Keeps the text, because the document takes forty times the memory. `parse` has a cache of documents. */
  function toExecute(text: string, args: Operation['args'], caller: Caller): Query['execute'] {
    const { operationName, variableValues } = args;
    return async (event) => {
      // Each event needs new loaders, because the loaders of the last event would return old rows.
      const context = createContext(caller);
      const result = await execute({ schema, document: parse(text), operationName, variableValues }, context, event);
      return Buffer.from(JSON.stringify(describeErrors(result)));
    };
  }

  return async (operation: Operation): Promise<LiveStream> => {
    const after = findStart(operation);
    const { address } = operation.request.caller;
    return toStream(await hub.open(keyOf(operation), address, () => findQuery(operation)), after);
  };

  /** Makes the stream of a subscription. The operation is not passed, so that the stream does not keep it in memory. */
  function toStream(request: GroupRequest, after: number | null): LiveStream {
    return { follow: (subscriber) => hub.follow(request, after, subscriber) };
  }
}

/** Returns the key of a subscription's group: a hash, because text and variables would take more memory. */
function keyOf(operation: Operation): string {
  const { asOf, identity, sees } = operation.request.caller;
  const { operationName, text } = operation.request;
  const parts = [text, operationName ?? null, shareVariables(operation), identity.role, sees, asOf];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** Returns the variables that a group shares, as JSON. Leaves out the variable of `after`. */
function shareVariables(operation: Operation): string {
  const cursor = findCursor(operation);
  return JSON.stringify(Object.entries(operation.variables).filter(([name]) => name !== cursor?.ownVariable));
}

/** Returns a LIMIT_EXCEEDED error if a subscription would take too much memory. */
export function findLongSubscription(operation: Operation): GraphQLError | undefined {
  if (!operation.isSubscription) return undefined;
  const { length } = operation.request.text;
  if (length > MAX_CHARACTERS)
    return limitExceeded(
      `is ${length} characters long, and ${MAX_CHARACTERS} is the most for a subscription: select less, and leave out comments`,
    );
  const { length: ofVariables } = shareVariables(operation);
  if (ofVariables > MAX_CHARACTERS)
    return limitExceeded(
      `has variables of ${ofVariables} characters as JSON, and ${MAX_CHARACTERS} is the most for a subscription: filter by less`,
    );
  return undefined;
}

/** Returns the position in the log after which a subscription begins. Null: it begins now. Throws INVALID_CURSOR. */
export function findStart(operation: Operation): number | null {
  if (!operation.isSubscription) return null;
  const { lastEventId } = operation.request;
  const after = readAfter(operation);
  const own = after === undefined ? null : readLogCursor('after', after);
  return lastEventId === undefined ? own : readLogCursor('Last-Event-ID', lastEventId);
}

function readAfter(operation: Operation): string | undefined {
  const { coerced = {} } = operation;
  const node = findCursor(operation)?.value;
  if (node?.kind === Kind.STRING) return node.value;
  if (node?.kind !== Kind.VARIABLE || !Object.hasOwn(coerced, node.name.value)) return undefined;
  const value = coerced[node.name.value];
  return typeof value === 'string' ? value : undefined;
}

/** The argument `after` of a subscription: the cursor after which a subscriber gets events. */
interface CursorArgument {
  readonly value: ValueNode;
  /** The variable of `after`, if nothing else uses it. Subscriptions that differ only in it share a group. */
  readonly ownVariable: string | undefined;
}

/** Finds the argument `after` of a subscription's only root field. */
function findCursor({ definition, document, fragments }: Operation): CursorArgument | undefined {
  const field = findField(definition.selectionSet, fragments);
  const value = field?.arguments?.find((argument) => argument.name.value === 'after')?.value;
  if (!value) return undefined;
  const variable = value.kind === Kind.VARIABLE ? value.name.value : undefined;
  const isAlone = variable !== undefined && countUses(document, variable) === 1;
  return { value, ownVariable: isAlone ? variable : undefined };
}

function findField({ selections }: SelectionSetNode, fragments: Operation['fragments']): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const parent = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    const found = parent && findField(parent.selectionSet, fragments);
    if (found) return found;
  }
  return undefined;
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
