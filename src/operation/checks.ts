import { type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import { badInput, codedError } from '../errors.js';
import { findUnstorable } from '../ingest/text/storable.js';
import type { Context } from '../schema/context.js';
import { findLargeAnswer } from './answer-bound.js';
import { findFaults, findLongDocument } from './documents.js';
import { findOverlongInput } from './input-bounds.js';
import { findLongSubscription, findStart } from './live.js';
import type { Operation, OperationRequest } from './operation.js';

/** Why a check refuses an operation; nothing where it has no objection. A check may also throw its error. */
export type Refusal = GraphQLError | readonly GraphQLError[] | undefined;

/** One rule that operations are held to. */
export type Check = { readonly name: string } & (
  | { readonly at: 'request'; readonly find: (request: OperationRequest) => Refusal | Promise<Refusal> }
  | { readonly at: 'operation'; readonly find: (operation: Operation) => Refusal | Promise<Refusal> }
  | { readonly at: 'execution'; readonly find: (operation: Operation) => Refusal | Promise<Refusal> }
  | { readonly at: 'answer'; readonly find: (answer: Answer) => Refusal }
);

/** A result before it is sent. */
export interface Answer {
  readonly result: ExecutionResult;
  readonly context: Context;
  /** The longest answer in bytes of JSON; 0 is no limit. */
  readonly maxBytes: number;
}

/**
 * All rules for operations, in the order in which they are checked, over every transport. `request` is before the text is
 * parsed, `operation` is after that, `execution` is before the operation is executed or followed, `answer` is before a
 * result or an event is sent.
 *
 * A rate limit for each client belongs at the top, a limit on an operation's cost after `answer measure`.
 */
export const CHECKS: readonly Check[] = [
  { name: 'document size', at: 'request', find: ({ text }) => findLongDocument(text) },
  { name: 'no writing by GET', at: 'operation', find: findWritingByGet },
  { name: 'schema', at: 'operation', find: ({ document }) => findFaults(document) },
  { name: 'no subscription over plain HTTP', at: 'operation', find: findPlainSubscription },
  { name: 'storable variables', at: 'execution', find: findUnstorableVariable },
  { name: 'subscription size', at: 'execution', find: findLongSubscription },
  { name: 'input bounds', at: 'execution', find: ({ args }) => findOverlongInput(args) },
  { name: 'variable types', at: 'execution', find: ({ variableFaults }) => variableFaults },
  { name: 'answer measure', at: 'execution', find: ({ measure }) => measure?.excess },
  { name: 'start of a subscription', at: 'execution', find: (operation) => void findStart(operation) },
  { name: 'answer size', at: 'answer', find: findLargeAnswer },
];

/** A browser may send a GET again, or ahead of time: it must change nothing. */
function findWritingByGet({ definition, request: { mayWrite } }: Operation): Refusal {
  if (mayWrite || definition.operation !== OperationTypeNode.MUTATION) return undefined;
  const http = { status: 405, headers: { Allow: 'POST' } };
  return codedError('BAD_USER_INPUT', 'Can only perform a mutation operation from a POST request.', { http });
}

/** Plain HTTP has one answer and no more. */
function findPlainSubscription({ isSubscription, request: { transport } }: Operation): Refusal {
  if (transport !== 'http' || !isSubscription) return undefined;
  const message =
    'a subscription needs a WebSocket (graphql-transport-ws) or the header Accept: text/event-stream, which keeps its answer open';
  return codedError('BAD_USER_INPUT', message, { http: { status: 400 } });
}

/** PostgreSQL and JSON take no NUL and no half of a character. Here such a text is refused by the name of its variable. */
function findUnstorableVariable({ request: { variables } }: Operation): Refusal {
  const fault = findUnstorable(variables);
  return fault && badInput(`$${fault.path}`, fault.problem);
}
