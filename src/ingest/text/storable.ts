import { isUtf8 } from 'node:buffer';
import { DEEPEST } from '../../graphql/bounds.js';
import { UnreadableDocument } from '../contract/format.js';

/** Finds the offset of the first byte that isn't UTF-8. */
export function findInvalidUtf8(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) return undefined;
  // Decoding replaces invalid bytes by U+FFFD. Valid text may hold U+FFFD too, so the bytes at each U+FFFD are compared.
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + 3).equals(REPLACEMENT)) return offset;
    offset += 3;
    from = at + 1;
  }
  return undefined;
}

/** Finds the first string in a value that PostgreSQL or a client would refuse, and says why. */
export function findUnstorable(value: unknown): { path: string; problem: string } | undefined {
  return findText(value, describeUnstorable);
}

/** Finds the first string in a value for which `judge` returns a problem: `{ path: 'body[2].text', problem: '…' }`. */
export function findText(
  value: unknown,
  judge: (text: string) => string | undefined,
  path = '',
  depth = 0,
): { path: string; problem: string } | undefined {
  if (depth > DEEPEST) return { path: `${path.slice(0, 60)}…`, problem: `is nested more than ${DEEPEST} levels deep` };
  if (typeof value === 'string') {
    const problem = judge(value);
    return problem ? { path, problem } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : joinPath(path, key);
    const found = findText(child, judge, place, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Joins the names of nested fields for messages: `a`, `b` → `a.b`. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Describes the type of a JSON value for messages: "a number", "nothing". */
export function describeType(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Makes the error for a field whose value has the wrong type. */
export function wrongType(path: string, expected: string, found: unknown): UnreadableDocument {
  return new UnreadableDocument(`${path}: expected ${expected}, found ${describeType(found)}`);
}

const REPLACEMENT = Buffer.from('\uFFFD');

function describeUnstorable(text: string): string | undefined {
  if (text.includes('\0')) return 'holds a NUL character (\\u0000)';
  return text.isWellFormed() ? undefined : 'holds half a character (a lone surrogate such as \\ud800)';
}
