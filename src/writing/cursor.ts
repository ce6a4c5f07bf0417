import { codedError } from '../errors.js';
import { decodeCursor, encodeCursor } from '../graphql/pagination.js';

/** A position in the event log. While a client loads everything, `lastId` is the id of the last thing that it got. */
export interface ChangesCursor {
  readonly position: number;
  readonly lastId?: number;
  /** The subject of the last thing. When absent, it is an item. */
  readonly subject?: string;
}

/** The cursor of a position in the event log, for mutations, subscriptions and the query `changes`. */
export function writeLogCursor(position: number): string {
  return encodeCursor(['log', position]);
}

/** The cursor of a client that loads everything. The position is that of the log when the loading began. */
export function writeSnapshotCursor(position: number, lastId: number, subject: string): string {
  return encodeCursor(['all', position, lastId, ...(subject === 'CONTENT' ? [] : [subject])]);
}

/** Reads the position from a cursor. Throws INVALID_CURSOR for a cursor of `changes` before its last page. */
export function readLogCursor(argument: string, cursor: string): number {
  const { lastId, position } = readChangesCursor(argument, cursor);
  if (lastId === undefined) return position;
  throw refuse(argument, 'this cursor is from an unfinished `changes`: first read `changes` to its last page');
}

/** Reads either kind of cursor, or throws INVALID_CURSOR. */
export function readChangesCursor(argument: string, cursor: string): ChangesCursor {
  const [kind, position, lastId, subject] = decodeCursor(cursor);
  if (isPlace(position)) {
    if (kind === 'log' && lastId === undefined) return { position };
    if (kind === 'all' && isPlace(lastId))
      return { position, lastId, ...(typeof subject === 'string' ? { subject } : {}) };
  }
  throw refuse(argument, 'not a cursor of the event log; take one from liveCursor, an event or a mutation');
}

const isPlace = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function refuse(argument: string, message: string) {
  return codedError('INVALID_CURSOR', `${argument}: ${message}`, { argument });
}
