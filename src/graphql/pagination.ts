import type { Key, PageRequest } from '../db/page.js';
import { badInput, codedError } from '../errors.js';

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;

export type ConnectionArguments = PothosSchemaTypes.DefaultConnectionArguments;

/** The type of each part of a list's sort key. A `moment` is in the form of RFC 3339. */
export type KeyShape = readonly ('int' | 'bigint' | 'moment' | 'text')[];

/** Checks `first`, `last`, `after` and `before`. The key in a cursor must fit `keyShape`. */
export function readPageRequest(args: ConnectionArguments, keyShape: KeyShape): PageRequest {
  const { first, last } = args;
  if (first != null && last != null) throw badInput('last', 'give either `first` or `last`, not both');
  return {
    size: readSize(last != null ? 'last' : 'first', last ?? first ?? DEFAULT_SIZE),
    backward: last != null,
    after: readCursor('after', args.after, keyShape),
    before: readCursor('before', args.before, keyShape),
  };
}

/** Checks the requested length of a list. */
export function readSize(argument: string, size: number, max = MAX_SIZE): number {
  if (size < 1 || size > max) throw badInput(argument, `must be from 1 to ${max}, not ${size}`);
  return size;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

interface ListEnds {
  /** True if the list has an item at or before the `after` cursor. */
  readonly isBefore: boolean;
  /** True if the list has an item at or after the `before` cursor. */
  readonly isBehind: boolean;
}

/**
 * Makes a connection from up to `size + 1` rows, in the order in which they were read: a backward page is read from
 * its end. Without `ends`, a cursor counts as an item outside the page, because cursors are made from items.
 */
export function toConnection<Row>(
  rows: readonly Row[],
  request: PageRequest,
  keyOf: (row: Row) => Key,
  ends: ListEnds = { isBefore: request.after !== undefined, isBehind: request.before !== undefined },
) {
  const page = rows.slice(0, request.size);
  const more = rows.length > request.size;
  if (request.backward) page.reverse();
  const edges = page.map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  const pageInfo: PageInfo = {
    hasNextPage: (more && !request.backward) || ends.isBehind,
    hasPreviousPage: (more && request.backward) || ends.isBefore,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** Makes the connection of a short list in memory. The list must be sorted by ascending keys. */
export function pageOfList<Row>(rows: readonly Row[], request: PageRequest, keyOf: (row: Row) => Key) {
  const { after, before } = request;
  const within = rows.filter(
    (row) => (!after || compareKeys(keyOf(row), after) > 0) && (!before || compareKeys(keyOf(row), before) < 0),
  );
  const ends = {
    isBefore: after !== undefined && rows.some((row) => compareKeys(keyOf(row), after) <= 0),
    isBehind: before !== undefined && rows.some((row) => compareKeys(keyOf(row), before) >= 0),
  };
  return toConnection(request.backward ? within.reverse() : within, request, keyOf, ends);
}

function compareKeys(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined || part === other) continue;
    return part < other ? -1 : 1;
  }
  return 0;
}

function readCursor(argument: string, cursor: string | null | undefined, keyShape: KeyShape): Key | undefined {
  if (cursor == null) return undefined;
  const key = decodeCursor(cursor);
  if (fitsShape(key, keyShape)) return key;
  const message = `${argument}: not a cursor of this list; take one from its edges or pageInfo`;
  throw codedError('INVALID_CURSOR', message, { argument });
}

/** Makes an opaque cursor. */
export function encodeCursor(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Returns the parts of a cursor, or an empty list for a text that is not a cursor. */
export function decodeCursor(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function fitsShape(parts: readonly unknown[], shape: KeyShape): parts is Key {
  return parts.length === shape.length && shape.every((type, index) => fitsPart(parts[index], type));
}

function fitsPart(part: unknown, type: KeyShape[number]): boolean {
  if (type === 'text') return typeof part === 'string' && !part.includes('\0');
  if (type === 'moment') return typeof part === 'string' && isMoment(part);
  const limit = type === 'int' ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
  return Number.isSafeInteger(part) && Math.abs(Number(part)) < limit;
}

/** True for a moment in the form that cursors have. False for impossible dates, and for years outside 1 to 9999. */
function isMoment(text: string): boolean {
  const date = new Date(text);
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

interface Page<Edge> {
  readonly edges: Edge[];
  readonly pageInfo: PageInfo;
}

/** A connection that reads its page when `edges` or `pageInfo` is needed. For `totalCount` alone, no page is read. */
export class LazyConnection<Edge> {
  #page: Promise<Page<Edge>> | undefined;

  constructor(readonly read: () => Promise<Page<Edge>>) {}

  get edges(): Promise<Edge[]> {
    return this.#load().then(({ edges }) => edges);
  }

  get pageInfo(): Promise<PageInfo> {
    return this.#load().then(({ pageInfo }) => pageInfo);
  }

  #load(): Promise<Page<Edge>> {
    this.#page ??= this.read();
    return this.#page;
  }
}
