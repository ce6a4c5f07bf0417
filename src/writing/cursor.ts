import { codedError } from '../errors.js';

/** A place in the event log; or, for who loads everything first, the item that came last and where the log stood before. */
export type ChangesCursor =
  | { readonly position: number; readonly lastId?: undefined }
  | { readonly position: number; readonly lastId: number };

/** Opaque places in the event log: those of mutations, subscriptions and `changes` are the same thing. */
export function writeLogCursor(position: number): string {
  return encode(['log', position]);
}

/** A place among what was public when the log stood at a position. */
export function writeSnapshotCursor(position: number, lastId: number): string {
  return encode(['all', position, lastId]);
}

/** The position; INVALID_CURSOR for what is none. */
export function readLogCursor(argument: string, cursor: string): number {
  const { lastId, position } = readChangesCursor(argument, cursor);
  if (lastId === undefined) return position;
  throw refuse(argument, 'a cursor of `changes` from before its last page: go on with `changes` to its end first');
}

export function readChangesCursor(argument: string, cursor: string): ChangesCursor {
  const [kind, position, lastId] = parse(cursor);
  if (isPlace(position)) {
    if (kind === 'log' && lastId === undefined) return { position };
    if (kind === 'all' && isPlace(lastId)) return { position, lastId };
  }
  throw refuse(argument, 'not a cursor of the event log; take one from liveCursor, an event or a mutation');
}

const isPlace = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function refuse(argument: string, message: string) {
  return codedError('INVALID_CURSOR', `${argument}: ${message}`, { argument });
}

function encode(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
