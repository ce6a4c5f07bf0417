import { GraphQLError } from 'graphql';
import type { MaskError } from './mask-errors.js';

/** So many errors of an operation are told, and so many characters of each: GraphQL repeats a whole value in each of them. */
export const MAX_ERRORS = 10;
const MAX_CHARACTERS = 1000;

/** All that is wrong with an operation, told in one. */
export class Refused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('the operation is refused');
  }
}

/** What a subscriber is told when it is refused. */
export function tellFew(error: unknown, maskError: MaskError): GraphQLError[] {
  const errors = error instanceof Refused ? error.errors : [error];
  return errors.slice(0, MAX_ERRORS).map((each) => shorten(maskError(each)));
}

/** The path of an argument has names that the client chose. */
function shorten(error: GraphQLError): GraphQLError {
  const { message, nodes, path, positions, source } = error;
  const extensions = Object.fromEntries(Object.entries(error.extensions).map(([name, value]) => [name, cut(value)]));
  return new GraphQLError(cut(message), {
    ...(nodes && { nodes }),
    ...(path && { path }),
    ...(source && { source }),
    ...(positions && { positions }),
    extensions,
  });
}

/** A long text's beginning, without half of a character at its end. */
function cut<Value>(value: Value): Value | string {
  if (typeof value !== 'string' || value.length <= MAX_CHARACTERS) return value;
  return `${value.slice(0, MAX_CHARACTERS - 1).toWellFormed()}…`;
}
