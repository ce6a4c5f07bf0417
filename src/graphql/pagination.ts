import type { Key, PageRequest } from '../db/page.js';
import { badInput, codedError } from '../errors.js';

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;

/** The arguments of a Relay connection. */
export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** What each part of a list's key is: a whole number of PostgreSQL's `integer` or `bigint`, a text,
 * or a moment as RFC 3339 has it. */
export type KeyShape = readonly ('int' | 'bigint' | 'moment' | 'text')[];

/** Checks `first`, `last`, `after` and `before`; a key has as many parts as `keyShape`, each of its type. */
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

/** Checks how many items of a plain list are asked for. */
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

/** What is known of a list beside the page: whether there is something up to its `after`, and from its `before` on. */
interface ListEnds {
  readonly isBefore: boolean;
  readonly isBehind: boolean;
}

/**
 * A page's connection, from up to `size + 1` rows in the order they were fetched (from the end when backward). Where
 * nobody looked what is at the other side of a cursor, the cursor stands for the item that it was made from.
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
  const edges = page.map((node) => ({ node, cursor: writeCursor(keyOf(node)) }));
  const pageInfo: PageInfo = {
    hasNextPage: (more && !request.backward) || ends.isBehind,
    hasPreviousPage: (more && request.backward) || ends.isBefore,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** A page of a list that is short and already in memory, in the order of its ascending keys. */
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

function writeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function readCursor(argument: string, cursor: string | null | undefined, keyShape: KeyShape): Key | undefined {
  if (cursor == null) return undefined;
  const key = parseKey(cursor);
  const fits = key?.length === keyShape.length && keyShape.every((type, index) => fitsPart(key[index], type));
  if (!key || !fits) {
    throw codedError('INVALID_CURSOR', `${argument}: not a cursor of this list; take one from its edges or pageInfo`, {
      argument,
    });
  }
  return key;
}

function parseKey(cursor: string): Key | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKey = Array.isArray(value) && value.every((part) => typeof part === 'string' || Number.isSafeInteger(part));
    return isKey ? value : undefined;
  } catch {
    return undefined;
  }
}

function fitsPart(part: string | number | undefined, type: KeyShape[number]): boolean {
  if (type === 'text') return typeof part === 'string' && !part.includes('\0');
  if (type === 'moment') return typeof part === 'string' && isMoment(part);
  const limit = type === 'int' ? 2 ** 31 : Number.MAX_SAFE_INTEGER;
  return typeof part === 'number' && Math.abs(part) < limit;
}

/** As this gateway writes it into cursors: nothing else, no date that doesn't exist, none of a year that PostgreSQL can't read. */
function isMoment(text: string): boolean {
  const date = new Date(text);
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

interface Page<Edge> {
  readonly edges: Edge[];
  readonly pageInfo: PageInfo;
}

/** A connection that reads its page once, when a client asks for it: `totalCount` alone costs no page. */
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
