import { setTimeout as sleep } from 'node:timers/promises';

/** The most bytes that may wait in the process for a client that does not read. The kernel's buffers hold some megabytes more. */
export const MOST_WAITING = 1_048_576;
/** A client gets the next part of its backlog when the bytes that wait for the client are at most this number. */
export const ROOM_FOR_MORE = 65_536;
/** How long a client may take to read `LEAST_READ` bytes. A slower client is disconnected. */
const PATIENCE_MS = 30_000;
const LEAST_READ = 65_536;

/** A client as a reader of what the gateway sends, over any transport. */
export interface Reader {
  readonly isOpen: () => boolean;
  /** Returns the number of bytes that the gateway has sent and the client has not read. */
  readonly waiting: () => number;
  readonly cut: () => void;
}

/** True if a client can get more. A client with too many unread bytes is disconnected, and can catch up later. */
export function takesMore(reader: Reader): boolean {
  if (!reader.isOpen()) return false;
  if (reader.waiting() <= MOST_WAITING) return true;
  reader.cut();
  return false;
}

/** Waits until at most `most` bytes wait for a client. Resolves to false if the client leaves or is disconnected before that. */
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
