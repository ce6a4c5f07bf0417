import type { ExecutionResult } from 'graphql';
import { limitExceeded } from '../graphql/answer-budget.js';
import type { Context } from '../graphql/context.js';
import { LONGEST_MESSAGE } from './mask-errors.js';

/** An answer as it is, or LIMIT_EXCEEDED in its place where it has too many fields or bytes (0: any number of bytes). */
export function boundAnswer(result: ExecutionResult, { answer }: Context, maxBytes: number): ExecutionResult {
  if (answer.excess) return { errors: [answer.excess] };
  if (maxBytes === 0 || countErrors(result) + countBytes(result.data, maxBytes) <= maxBytes) return result;
  const problem = `has an answer of more than ${maxBytes} bytes, which is the most: ask for fewer items or fields at once`;
  return { errors: [limitExceeded(problem)] };
}

/** About how many bytes the errors of an answer have: the message, and where it was. */
function countErrors({ errors = [] }: ExecutionResult): number {
  return errors.reduce((bytes, { message }) => bytes + Math.min(message.length, LONGEST_MESSAGE) + BYTES_AROUND, 0);
}

/** The place, the path and the code of an error. */
const BYTES_AROUND = 150;

/** About how many bytes a value has as JSON; it stops counting once they are more than `most`. */
function countBytes(value: unknown, most: number): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 2;
  if (typeof value !== 'object' || value === null) return 4;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      bytes += countBytes(item, most - bytes) + 1;
      if (bytes > most) break;
    }
  } else if (isRecord(value)) {
    // A list of names and values would be made for each object of the answer.
    for (const name in value) {
      bytes += countBytes(value[name], most - bytes) + name.length + 4;
      if (bytes > most) break;
    }
  }
  return bytes;
}

const isRecord = (value: object): value is Record<string, unknown> => !Array.isArray(value);
