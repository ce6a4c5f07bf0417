import { codedError } from '../errors.js';

/** A position in the event log. A client that loads all content first is also at an item: `lastId`, the last one that it has. */
export type ChangesCursor =
  | { readonly position: number; readonly lastId?: undefined }
  | { readonly position: number; readonly lastId: number };

/** The cursor of a position in the event log. Mutations, subscriptions and `changes` give and take the same cursors. */
export function writeLogCursor(position: number): string {
  return encode(['log', position]);
}

/** The cursor of a client that loads all content: the log's position when it began, and the last item that it has. */
export function writeSnapshotCursor(position: number, lastId: number): string {
  return encode(['all', position, lastId]);
}

/** Reads a cursor's position. What is no cursor is INVALID_CURSOR. */
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
