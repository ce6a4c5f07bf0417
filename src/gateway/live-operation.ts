import { createSourceEventStream, type DocumentNode, execute, type GraphQLError } from 'graphql';
import type { Caller, Context } from '../graphql/context.js';
import { schema } from '../graphql/schema.js';
import type { GroupRequest } from '../live/group.js';
import type { Hub } from '../live/hub.js';
import type { Query } from '../live/openings.js';
import { LiveSource } from '../live/source.js';
import { readLogCursor } from '../writing/cursor.js';
import { boundAnswer } from './bound-answer.js';
import { findExcess } from './limit-answer.js';
import { createLiveDocuments } from './live-documents.js';
import { Refused, tellFew } from './live-errors.js';
import { type LiveOperation, readSubscription, type Subscription } from './live-subscription.js';
import { describeErrors, type MaskError } from './mask-errors.js';

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
  const parse = createLiveDocuments();

  async function findQuery(document: DocumentNode, asked: Subscription, caller: Caller): Promise<Query> {
    const { operationName, variables } = asked;
    const args = { schema, document, operationName, variableValues: variables };
    const excess = findExcess(args, caller.identity);
    if (excess) throw excess;
    const source = await createSourceEventStream({ ...args, contextValue: createContext(caller) });
    if (!(source instanceof LiveSource)) throw 'errors' in source ? new Refused(source.errors ?? []) : notLive();
    return { selector: source.selector, execute: toExecute(asked, caller) };
  }

  /** Apart from what a query is found with: the document as it was sent is many times as large as its text. */
  function toExecute({ operationName, text, variables }: Subscription, caller: Caller): Query['execute'] {
    return async (event) => {
      // Fresh loaders for each event: old ones would serve old rows.
      const context = createContext(caller);
      const asked = { schema, document: parse(text), operationName, variableValues: variables };
      const executed = await execute({ ...asked, rootValue: event, contextValue: context });
      const result = boundAnswer(executed, context, maxAnswerBytes);
      const errors = result.errors && describeErrors(result.errors, maskError);
      return Buffer.from(JSON.stringify({ ...result, ...(errors && { errors }) }));
    };
  }

  return async (operation) => {
    try {
      const { caller, document, lastEventId } = operation;
      const asked = readSubscription(operation);
      const own = asked.after === null ? null : readLogCursor('after', asked.after);
      const after = lastEventId === undefined ? own : readLogCursor('Last-Event-ID', lastEventId);
      const request = await hub.open(asked.key, caller.address, () => findQuery(document, asked, caller));
      return { request, after };
    } catch (error) {
      return { errors: tellFew(error, maskError) };
    }
  };
}

function notLive(): Error {
  return new Error('a subscription has a source that is not the log');
}
