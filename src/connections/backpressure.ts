import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes that may wait for a client that does not read. The kernel's buffers take some megabytes before any wait here. */
export const MOST_WAITING = 1_048_576;
/** A client that comes back is sent more of its backlog once no more bytes than these wait. */
export const ROOM_FOR_MORE = 65_536;
/** How long a client may take to read as much as `LEAST_READ`. */
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

/** Whether a client takes more now. One with too much waiting is cut: it comes back for the rest. */
export function takesMore(reader: Reader): boolean {
  if (!reader.isOpen()) return false;
  if (reader.waiting() <= MOST_WAITING) return true;
  reader.cut();
  return false;
}

/** Resolves once at most `most` bytes wait for a client; to false when the client is gone or hardly reads. */
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
