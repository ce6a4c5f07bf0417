import { type DocumentNode, type ExecutionResult, type GraphQLError, Kind, visit } from 'graphql';
import { findHead } from '../event-log/read.js';
import type { Hub } from '../live/hub.js';
import type { Caller, Context } from '../schema/context.js';
import { writeLogCursor } from '../writing/cursor.js';
import { CHECKS, type Refusal } from './checks.js';
import { createDocuments } from './documents.js';
import { createExecute } from './execute.js';
import { createOpenLive, type LiveStream } from './live.js';
import type { MaskError } from './mask-errors.js';
import { type Operation, type OperationRequest, readOperation } from './operation.js';

/** The outcome of a request: its errors if it is refused, the function that runs a query or mutation, or a stream. */
export type Outcome = Refused | { readonly run: () => Promise<ExecutionResult> } | LiveStream;
interface Refused {
  readonly errors: readonly GraphQLError[];
}

/** Runs an operation of any transport. The promise never rejects, because faults become errors for the client. */
export type RunOperation = (request: OperationRequest) => Promise<Outcome>;

export interface RunOptions {
  readonly hub: Pick<Hub, 'follow' | 'open'>;
  readonly maskError: MaskError;
  /** The most bytes of an answer as JSON; 0 means no limit. */
  readonly maxAnswerBytes: number;
  readonly createContext: (caller: Caller) => Context;
  /** Makes a context for subscriptions. Their statements wait while queries and mutations need the database. */
  readonly createPatientContext: (caller: Caller) => Context;
}

const REQUEST_CHECKS = CHECKS.filter((check) => check.at === 'request');
const OPERATION_CHECKS = CHECKS.filter((check) => check.at === 'operation');
const EXECUTION_CHECKS = CHECKS.filter((check) => check.at === 'execution');

export function createRunOperation(options: RunOptions): RunOperation {
  const { createContext, createPatientContext, hub, maskError, maxAnswerBytes } = options;
  const parse = createDocuments();
  const execute = createExecute({ maskError, maxAnswerBytes });
  const openLive = createOpenLive({ hub, execute, createContext: createPatientContext });

  async function run(operation: Operation): Promise<ExecutionResult> {
    try {
      const errors = await findRefusal(EXECUTION_CHECKS, operation);
      if (errors.length > 0) return { errors: errors.map(maskError) };
      const context = createContext(operation.request.caller);
      if (operation.measure) context.answer.share(operation.measure.itemSizes);
      // The cursor is read first, so that it is never ahead of the data in the same answer.
      if (asksForCursor(operation.document)) {
        Object.assign(context, { liveCursor: writeLogCursor(await findHead(context.db)) });
      }
      return await execute(operation.args, context);
    } catch (error) {
      return { errors: [maskError(error)] };
    }
  }

  return async (request) => {
    try {
      const errors = [...(await findRefusal(REQUEST_CHECKS, request))];
      const operation = errors.length > 0 ? undefined : readOperation(request, parse(request.text));
      if (operation) errors.push(...(await findRefusal(OPERATION_CHECKS, operation)));
      if (operation && !operation.isSubscription && errors.length === 0) return { run: () => run(operation) };
      if (operation && errors.length === 0) errors.push(...(await findRefusal(EXECUTION_CHECKS, operation)));
      return operation && errors.length === 0 ? await openLive(operation) : { errors: errors.map(maskError) };
    } catch (error) {
      return { errors: [maskError(error)] };
    }
  };
}

/** Returns the errors of the first check that refuses, or none if all pass. */
async function findRefusal<Subject>(
  checks: readonly { readonly find: (subject: Subject) => Refusal | Promise<Refusal> }[],
  subject: Subject,
): Promise<readonly GraphQLError[]> {
  for (const { find } of checks) {
    const errors = [(await find(subject)) ?? []].flat();
    if (errors.length > 0) return errors;
  }
  return [];
}

const cursorAsked = new WeakMap<DocumentNode, boolean>();

/** True if a document asks for `liveCursor`. The result is kept as long as the document, because finding it visits every node. */
function asksForCursor(document: DocumentNode): boolean {
  const known = cursorAsked.get(document);
  if (known !== undefined) return known;
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      found ||= name.value === 'liveCursor';
    },
  });
  cursorAsked.set(document, found);
  return found;
}
