import { setTimeout as sleep } from 'node:timers/promises';

/** The most bytes that may wait for a client that does not read. They come on top of some megabytes in the kernel's buffers. */
export const MOST_WAITING = 1_048_576;
/** A client gets more of its backlog once at most this many bytes wait. */
export const ROOM_FOR_MORE = 65_536;
/** A client that reads less than `LEAST_READ` bytes in this time is cut. */
const PATIENCE_MS = 30_000;
const LEAST_READ = 65_536;

/** A client that reads what it is sent, over any transport. */
export interface Reader {
  readonly isOpen: () => boolean;
  /** Bytes that were sent and that the client has not read. */
  readonly waiting: () => number;
  /** Closes it because it does not read. */
  readonly cut: () => void;
}

/** Whether a client can be sent more now. A client with too large a backlog is cut: it can come back and catch up. */
export function takesMore(reader: Reader): boolean {
  if (!reader.isOpen()) return false;
  if (reader.waiting() <= MOST_WAITING) return true;
  reader.cut();
  return false;
}

/** Resolves to true once at most `most` bytes wait for a client, and to false if the client leaves or is cut. */
export async function hasRoom(reader: Reader, most: number): Promise<boolean> {
  let before = 0;
  let deadline = performance.now() + PATIENCE_MS;
  while (reader.isOpen() && reader.waiting() > most) {
    before = Math.max(before, reader.waiting());
    if (before - reader.waiting() >= LEAST_READ) {
      before = reader.waiting();
      deadline = performance.now() + PATIENCE_MS;
    }
    if (performance.now() > deadline) {
      reader.cut();
      return false;
    }
    await sleep(20);
  }
  return reader.isOpen();
}
