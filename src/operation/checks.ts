import { type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import { badInput, codedError } from '../errors.js';
import { limitExceeded } from '../graphql/answer-budget.js';
import { findUnstorable } from '../ingest/text/storable.js';
import type { Context } from '../schema/context.js';
import { findFaults, findLongDocument } from './documents.js';
import { findOverlongInput } from './input-bounds.js';
import { findLongSubscription, findStart } from './live.js';
import { LONGEST_MESSAGE } from './mask-errors.js';
import type { Operation, OperationRequest } from './operation.js';

/** The errors of a check that refuses an operation, or undefined if the check passes. A check may also throw its error. */
type Refusal = GraphQLError | readonly GraphQLError[] | undefined;

export interface Check<Subject> {
  readonly name: string;
  readonly find: (subject: Subject) => Refusal;
}

/** A rule and the step at which it is checked. */
type Step =
  | ({ readonly at: 'request' } & Check<OperationRequest>)
  | ({ readonly at: 'operation' } & Check<Operation>)
  | ({ readonly at: 'execution' } & Check<Operation>)
  | ({ readonly at: 'answer' } & Check<Answer>);

interface Answer {
  readonly result: ExecutionResult;
  readonly context: Context;
  readonly maxBytes: number;
}

/**
 * All rules for operations, for all transports, in the order in which they are checked. `request` rules are checked
 * before the text is parsed, `operation` rules after that. `execution` rules are checked before a query or mutation is
 * executed or a subscription is opened. `answer` rules are checked before a result or an event is sent.
 *
 * A rate limit for each client would belong at the top. A cost limit would belong after `answer measure`.
 */
export const CHECKS: readonly Step[] = [
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

/** Returns the errors of the first check that refuses the subject. Returns an empty list if all checks pass. */
export function findRefusal<Subject>(checks: readonly Check<Subject>[], subject: Subject): readonly GraphQLError[] {
  for (const { find } of checks) {
    const errors = [find(subject) ?? []].flat();
    if (errors.length > 0) return errors;
  }
  return [];
}

/** Refuses a mutation by GET, because browsers may repeat or prefetch a GET. */
function findWritingByGet({ definition, request: { mayWrite } }: Operation): Refusal {
  if (mayWrite || definition.operation !== OperationTypeNode.MUTATION) return undefined;
  const http = { status: 405, headers: { Allow: 'POST' } };
  return codedError('BAD_USER_INPUT', 'Can only perform a mutation operation from a POST request.', { http });
}

/** Refuses a subscription over plain HTTP, where a request gets only one answer. */
function findPlainSubscription({ isSubscription, request: { transport } }: Operation): Refusal {
  if (transport !== 'http' || !isSubscription) return undefined;
  const message =
    'a subscription needs a WebSocket (graphql-transport-ws) or a request with the header Accept: text/event-stream';
  return codedError('BAD_USER_INPUT', message, { http: { status: 400 } });
}

/** Refuses variables with a NUL or half a surrogate pair, which PostgreSQL can't store. The error names the variable. */
function findUnstorableVariable({ request: { variables } }: Operation): Refusal {
  const fault = findUnstorable(variables);
  return fault && badInput(`$${fault.path}`, fault.problem);
}

function findLargeAnswer({ context, maxBytes, result }: Answer): Refusal {
  const { excess } = context.answer;
  if (excess || maxBytes === 0 || countErrors(result) + countBytes(result.data, maxBytes) <= maxBytes) return excess;
  return limitExceeded(`has an answer of more than ${maxBytes} bytes: ask for fewer items or fields at once`);
}

/** The estimated bytes of an error's locations, path, code and request id. `countErrors` adds those of the message. */
const BYTES_AROUND = 200;

function countErrors({ errors = [] }: ExecutionResult): number {
  return errors.reduce((bytes, { message }) => bytes + Math.min(message.length, LONGEST_MESSAGE) + BYTES_AROUND, 0);
}

/** Estimates how many bytes a value has as JSON. Stops counting beyond `most`. */
function countBytes(value: unknown, most: number): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 2;
  if (typeof value !== 'object' || value === null) return 4;
  const nameBytes = Array.isArray(value) ? 0 : 3;
  let bytes = 2;
  for (const [name, item] of Object.entries(value)) {
    bytes += countBytes(item, most - bytes) + (nameBytes && name.length + nameBytes) + 1;
    if (bytes > most) break;
  }
  return bytes;
}
