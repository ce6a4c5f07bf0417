import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { isOutage } from '../db/outage.js';
import type { FaultLog } from '../db/outage-log.js';
import { currentRequestId } from './request-id.js';

/** The most characters of an error's message, and of each extension. GraphQL may repeat a client's long value there. */
export const LONGEST_MESSAGE = 1000;

/** The message of an error whose cause clients do not see. */
export const WENT_WRONG = 'Something went wrong here: the log has the error under this requestId.';

/** Turns any error into the error that clients see. */
export type MaskError = (error: unknown) => GraphQLError;

/** The extensions of an error while the database is away. Over HTTP, the answer has this status even if it has data. */
const UNAVAILABLE = {
  code: 'UNAVAILABLE',
  http: { status: 503, headers: { 'Retry-After': '1' } },
};

/**
 * Every error gets the id of its request, under which the log has what happened. Errors with a code of Dateline keep it. Errors of GraphQL and Yoga, such as a variable of the wrong type, get
 * the code BAD_USER_INPUT. All other errors are logged, and clients do not see them. Clients get UNAVAILABLE if the
 * database can't be reached, otherwise INTERNAL with the id of the request.
 */
export function createMask(faults: Pick<FaultLog, 'error'>): MaskError {
  return (error) => addRequestId(mask(error), currentRequestId());

  function mask(error: unknown): GraphQLError {
    if (error instanceof GraphQLError) {
      const { code } = error.extensions;
      // Yoga sets this code for a wrong method or wrong parameters.
      if (code === 'BAD_REQUEST') return withCode(error, 'BAD_USER_INPUT');
      if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return error;
      const cause = error.originalError;
      if (cause instanceof GraphQLError) return withCode(error, cause.extensions.code);
      if (cause === undefined) return withCode(error, undefined);
    }
    const cause = error instanceof GraphQLError ? error.originalError : error;
    const requestId = currentRequestId();
    faults.error({ err: cause, requestId }, 'request failed');
    if (isOutage(cause)) return rebuild(error, 'The database does not answer: try again in a moment.', UNAVAILABLE);
    const extensions = { code: 'INTERNAL', requestId };
    return rebuild(error, WENT_WRONG, extensions);
  }
}

/** Adds the id of the request to an error that has none yet. Shortens long texts. */
export function addRequestId(error: GraphQLError, requestId: string): GraphQLError {
  return rebuild(error, error.message, { ...error.extensions, requestId: error.extensions.requestId ?? requestId });
}

function withCode(error: GraphQLError, code: unknown): GraphQLError {
  return rebuild(error, error.message, { ...error.extensions, code: code ?? 'BAD_USER_INPUT' });
}

/** Copies an error with a new message and new extensions. Shortens long texts, and drops the original error. */
function rebuild(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  const { nodes, path, positions, source } = error instanceof GraphQLError ? error : {};
  return new GraphQLError(shorten(message), {
    ...(nodes && { nodes }),
    ...(path && { path }),
    ...(source && { source }),
    ...(positions && { positions }),
    extensions: Object.fromEntries(Object.entries(extensions).map(([name, value]) => [name, shorten(value)])),
  });
}

/** Cuts a long text. If the cut is inside a surrogate pair, its first half becomes U+FFFD. */
function shorten<Value>(value: Value): Value | string {
  if (typeof value !== 'string' || value.length <= LONGEST_MESSAGE) return value;
  return `${value.slice(0, LONGEST_MESSAGE - 1).toWellFormed()}…`;
}

/** Turns a result into JSON for clients. Leaves out the extension `http` of errors: it only sets the HTTP status. */
export function describeErrors({ errors, ...result }: ExecutionResult): FormattedExecutionResult {
  if (!errors) return result;
  const described = errors.map((error) => {
    const { http: _, ...extensions } = error.extensions;
    return { ...error.toJSON(), extensions };
  });
  return { errors: described, ...result };
}
