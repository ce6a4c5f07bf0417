import { type DocumentNode, type ExecutionResult, type GraphQLError, Kind, visit } from 'graphql';
import { findHead } from '../event-log/read.js';
import type { Hub } from '../live/hub.js';
import type { Caller, Context } from '../schema/context.js';
import { writeLogCursor } from '../writing/cursor.js';
import { CHECKS, type Check, findRefusal } from './checks.js';
import { createDocuments } from './documents.js';
import { createExecute } from './execute.js';
import { createOpenLive, type LiveStream } from './live.js';
import type { MaskError } from './mask-errors.js';
import { type Operation, type OperationRequest, readOperation } from './operation.js';

/** The outcome of a request: errors if it is refused, a function that runs a query or mutation, or a live stream. */
export type Outcome =
  | { readonly errors: readonly GraphQLError[] }
  | { readonly run: () => Promise<ExecutionResult> }
  | LiveStream;

interface RunOptions {
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

export type RunOperation = ReturnType<typeof createRunOperation>;

/** Makes the function that runs operations of any transport. It never rejects: faults become errors for clients. */
export function createRunOperation(options: RunOptions) {
  const { createContext, createPatientContext, hub, maskError, maxAnswerBytes } = options;
  const parse = createDocuments();
  const execute = createExecute(maskError, maxAnswerBytes);
  const openLive = createOpenLive({ hub, execute, createContext: createPatientContext });

  const refuse = (error: unknown) => {
    const errors = error instanceof Refused ? error.errors : [error];
    return { errors: errors.map(maskError) };
  };

  async function run(operation: Operation): Promise<ExecutionResult> {
    try {
      enforce(EXECUTION_CHECKS, operation);
      const context = createContext(operation.request.caller);
      if (operation.measure) context.answer.itemSizes = operation.measure.itemSizes;
      // The cursor is read first, so that it is never ahead of the data in the same answer.
      if (asksForCursor(operation.document)) {
        Object.assign(context, { liveCursor: writeLogCursor(await findHead(context.db)) });
      }
      return await execute(operation.args, context);
    } catch (error) {
      return refuse(error);
    }
  }

  return async (request: OperationRequest): Promise<Outcome> => {
    try {
      enforce(REQUEST_CHECKS, request);
      const operation = readOperation(request, parse(request.text));
      enforce(OPERATION_CHECKS, operation);
      if (!operation.isSubscription) return { run: () => run(operation) };
      enforce(EXECUTION_CHECKS, operation);
      return await openLive(operation);
    } catch (error) {
      return refuse(error);
    }
  };
}

/** Carries the errors of a check that refuses an operation. */
class Refused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the operation is refused');
  }
}

function enforce<Subject>(checks: readonly Check<Subject>[], subject: Subject): void {
  const errors = findRefusal(checks, subject);
  if (errors.length > 0) throw new Refused(errors);
}

const cursorAsked = new WeakMap<DocumentNode, boolean>();

/** True if a document asks for `liveCursor`. The result is cached, because the function visits every node. */
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
