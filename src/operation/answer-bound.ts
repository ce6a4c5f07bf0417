import type { ExecutionResult, GraphQLError } from 'graphql';
import { limitExceeded } from '../graphql/answer-budget.js';
import type { Answer } from './checks.js';
import { LONGEST_MESSAGE } from './mask-errors.js';

/** Returns a LIMIT_EXCEEDED error if an answer has too many fields or too many bytes. */
export function findLargeAnswer({ context, maxBytes, result }: Answer): GraphQLError | undefined {
  const { excess } = context.answer;
  if (excess || maxBytes === 0 || countErrors(result) + countBytes(result.data, maxBytes) <= maxBytes) return excess;
  return limitExceeded(
    `has an answer of more than ${maxBytes} bytes, which is the most: ask for fewer items or fields at once`,
  );
}

/** Estimates how many bytes the errors of an answer have as JSON. */
function countErrors({ errors = [] }: ExecutionResult): number {
  return errors.reduce((bytes, { message }) => bytes + Math.min(message.length, LONGEST_MESSAGE) + BYTES_AROUND, 0);
}

/** The estimated bytes of an error besides its message, for its locations, path and code. */
const BYTES_AROUND = 150;

/** Estimates how many bytes a value has as JSON. Counting stops beyond `most`. */
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
