import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes that may wait for a client that does not read; the kernel's buffers hold some megabytes before. */
export const MOST_WAITING = 1_048_576;
/** So little must wait before a client that comes back is told more of what it missed. */
export const ROOM_FOR_MORE = 65_536;
/** How long a client may take to read as much as `LEAST_READ`. */
const PATIENCE_MS = 30_000;
const LEAST_READ = 65_536;

/** One who reads what it is sent, whatever the transport. */
export interface Reader {
  readonly isOpen: () => boolean;
  /** Bytes that it has been sent and not read. */
  readonly waiting: () => number;
  /** Ends it, as it does not read. */
  readonly cut: () => void;
}

/** Whether a client takes something now: who lets too much wait is cut, and comes back for the rest. */
export function takesMore(reader: Reader): boolean {
  if (!reader.isOpen()) return false;
  if (reader.waiting() <= MOST_WAITING) return true;
  reader.cut();
  return false;
}

/** Waits until no more than `most` bytes wait for a client; false when it is gone, or reads nearly nothing. */
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
