import { createHash } from 'node:crypto';
import { createSourceEventStream, type GraphQLError, Kind } from 'graphql';
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
import { findCursor } from './live-after.js';
import { describeErrors } from './mask-errors.js';
import type { Operation } from './operation.js';

/** The most characters of a subscription's text, and of its variables as JSON. Both are kept while it is followed. */
const MAX_CHARACTERS = 10_000;
/** The most memory that the documents of subscriptions are kept in, in bytes. */
const CACHE_BYTES = 32 * 1024 * 1024;

/** The events of a subscription. */
export interface LiveStream {
  /** Sends a subscriber what it missed since where it begins, then each event as it comes. */
  readonly follow: (subscriber: Subscriber) => Subscription;
}

interface Options {
  readonly hub: Pick<Hub, 'follow' | 'open'>;
  readonly execute: Execute;
  readonly createContext: (caller: Caller) => Context;
}

/**
 * Opens subscriptions. To the hub, all with the same text, variables, role and preview are one, wherever each of them begins:
 * which events they are for is found out once, and each event is executed once.
 */
export function createOpenLive({ createContext, execute, hub }: Options) {
  const parse = createDocuments({ maxBytes: CACHE_BYTES, noLocation: true });

  async function findQuery({ args, request }: Operation): Promise<Query> {
    const source = await createSourceEventStream({ ...args, contextValue: createContext(request.caller) });
    if (source instanceof LiveSource)
      return { selector: source.selector, execute: toExecute(request.text, args, request.caller) };
    const [error] = 'errors' in source ? (source.errors ?? []) : [];
    throw error ?? new Error('a subscription has a source that is not the log');
  }

  /** Keeps the text, not the document: that takes forty times as much memory. It is parsed again once it is out of the cache. */
  function toExecute(text: string, args: Operation['args'], caller: Caller): Query['execute'] {
    const { operationName, variableValues } = args;
    return async (event) => {
      // Fresh loaders for each event: old ones would have old rows.
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

  /** A function of its own: a stream must not keep the operation that it was opened with. */
  function toStream(request: GroupRequest, after: number | null): LiveStream {
    return { follow: (subscriber) => hub.follow(request, after, subscriber) };
  }
}

/** The same for all subscriptions that are one to the hub. A digest, as texts would be kept once more. */
function keyOf(operation: Operation): string {
  const { asOf, identity, sees } = operation.request.caller;
  const { operationName, text } = operation.request;
  const parts = [text, operationName ?? null, shareVariables(operation), identity.role, sees, asOf];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** As JSON, without the variable that says where a subscription begins. */
function shareVariables({ definition, document, variables }: Operation): string {
  const cursor = findCursor(document, definition);
  return JSON.stringify(Object.entries(variables).filter(([name]) => name !== cursor?.ownVariable));
}

/** LIMIT_EXCEEDED for a subscription that takes too much to keep. */
export function findLongSubscription(operation: Operation): GraphQLError | undefined {
  if (!operation.isSubscription) return undefined;
  const { length } = operation.request.text;
  if (length > MAX_CHARACTERS) {
    return limitExceeded(
      `is ${length} characters long, and ${MAX_CHARACTERS} is the most for a subscription: select less, and leave out comments`,
    );
  }
  const { length: ofVariables } = shareVariables(operation);
  return ofVariables <= MAX_CHARACTERS
    ? undefined
    : limitExceeded(
        `has variables of ${ofVariables} characters as JSON, and ${MAX_CHARACTERS} is the most for a subscription: filter by less`,
      );
}

/** The position after which a subscription begins; null for now. Fails with INVALID_CURSOR for a text that is no cursor. */
export function findStart(operation: Operation): number | null {
  if (!operation.isSubscription) return null;
  const { lastEventId } = operation.request;
  const after = readAfter(operation);
  const own = after === undefined ? null : readLogCursor('after', after);
  return lastEventId === undefined ? own : readLogCursor('Last-Event-ID', lastEventId);
}

/** The `after` of a subscription's field: a literal, or a variable. */
function readAfter({ coerced = {}, definition, document }: Operation): string | undefined {
  const node = findCursor(document, definition)?.value;
  if (node?.kind === Kind.STRING) return node.value;
  if (node?.kind !== Kind.VARIABLE || !Object.hasOwn(coerced, node.name.value)) return undefined;
  const value = coerced[node.name.value];
  return typeof value === 'string' ? value : undefined;
}
