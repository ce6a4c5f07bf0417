import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { currentRequestId } from './request-id.js';

/**
 * Decides what clients see of an error: ours have a code and stay; GraphQL's own (a variable of the wrong type) get
 * one; anything else is logged, and hidden behind INTERNAL with the request's id.
 */
export function createMask(logger: Logger): (error: unknown) => GraphQLError {
  return (error) => {
    if (error instanceof GraphQLError) {
      const cause = error.originalError;
      if (error.extensions.code !== undefined && error.extensions.code !== 'INTERNAL_SERVER_ERROR') return error;
      if (cause instanceof GraphQLError) return withCode(error, cause.extensions.code);
      if (cause === undefined) return withCode(error, undefined);
    }
    const requestId = currentRequestId();
    logger.error(
      { err: error instanceof GraphQLError ? (error.originalError ?? error) : error, requestId },
      'request failed',
    );
    const extensions = { code: 'INTERNAL', requestId };
    return rebuild(error, 'Something went wrong here; the log has it under the requestId.', extensions);
  };
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
