import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isOutage } from '../db/outage.js';
import type { FaultLog } from '../db/outage-log.js';
import { currentRequestId } from './request-id.js';

/** What Yoga itself calls a bad request. */
const CODES_OF_YOGA = new Set<unknown>(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']);

/** The most characters of an error's message. */
export const LONGEST_MESSAGE = 1000;

/** Decides what clients see of an error. */
export type MaskError = (error: unknown) => GraphQLError;

/** What an outage is answered with. A status of an error is that of the whole answer, also beside data. */
const UNAVAILABLE = {
  code: 'UNAVAILABLE',
  http: { status: 503, headers: { 'Retry-After': '1' } },
};

/**
 * Ours have a code and stay; those of GraphQL and Yoga (a variable of the wrong type) get one of the contract's; anything
 * else is logged, and hidden: behind UNAVAILABLE where the database can't be reached, otherwise behind INTERNAL with the request's id.
 */
export function createMask(faults: Pick<FaultLog, 'error'>): MaskError {
  return (error) => {
    const masked = mask(error);
    const message = shorten(masked.message);
    return message === masked.message ? masked : rebuild(masked, message, masked.extensions);
  };

  function mask(error: unknown): GraphQLError {
    if (error instanceof GraphQLError) {
      const { code } = error.extensions;
      if (CODES_OF_YOGA.has(code)) return withCode(error, 'BAD_USER_INPUT');
      if (code === 'LIMIT_EXCEEDED') return withStatus(error);
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
    return rebuild(error, 'Something went wrong here; the log has it under the requestId.', extensions);
  }
}

/** A message, cut where it is too long: it may repeat what was sent. */
export function shorten(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}

/** Yoga would answer 200 to a document that is refused before it is parsed: it takes the fault for one of the GraphQL specification. */
function withStatus(error: GraphQLError): GraphQLError {
  const { http, ...extensions } = error.extensions;
  const { spec: _, ...status } = Object(http);
  return rebuild(error, error.message, { ...extensions, ...(http !== undefined && { http: status }) });
}

function withCode(error: GraphQLError, code: unknown): GraphQLError {
  return rebuild(error, error.message, { ...error.extensions, code: code ?? 'BAD_USER_INPUT' });
}

/** The same place in the operation, without the original error. */
function rebuild(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes, path, source, positions } = error;
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    ...(path && { path }),
    ...(source && { source }),
    ...(positions && { positions }),
    extensions,
  });
}

/** Errors as clients get them where there is no HTTP, which would be answered by a status. */
export function describeErrors(errors: readonly GraphQLError[], maskError: MaskError): GraphQLFormattedError[] {
  return errors.map((error) => {
    const masked = maskError(error);
    const { http: _, ...extensions } = masked.extensions;
    return { ...masked.toJSON(), extensions };
  });
}
