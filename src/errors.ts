import { GraphQLError } from 'graphql';

/** The codes that clients may see in `extensions.code`. */
export type ErrorCode =
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'INVALID_CURSOR'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'LIMIT_EXCEEDED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** An error that clients see unchanged. Its message says what is wrong and what to do. */
export function codedError(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** A BAD_USER_INPUT error. `argument` is the path of the argument or field, such as `by.slug`. */
export function badInput(argument: string, message: string): GraphQLError {
  return codedError('BAD_USER_INPUT', `${argument}: ${message}`, { argument });
}
