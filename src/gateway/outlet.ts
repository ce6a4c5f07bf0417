import { setTimeout as sleep } from 'node:timers/promises';
import type { Follower } from '../live/catch-up.js';
import type { Payload } from '../live/group.js';
import type { Hub } from '../live/hub.js';
import type { Opened } from './live-operation.js';

/** Bytes that may wait for a client that does not read; the kernel's buffers hold some megabytes before. */
export const MOST_WAITING = 1_048_576;
/** So little must wait before a client that comes back is told more of what it missed. */
const ROOM_FOR_MORE = 65_536;
/** How long a client may take to read as much as `LEAST_READ`. */
const PATIENCE_MS = 30_000;
const LEAST_READ = 65_536;

/** The way to a client that follows a subscription, whatever the transport. */
export interface Outlet {
  readonly isOpen: () => boolean;
  /** Bytes that it has been sent and not read. */
  readonly waiting: () => number;
  readonly send: (payload: Payload) => void;
  /** Ends it, as it does not read. */
  readonly cut: () => void;
  /** Ends it so that the client comes back after its last cursor. */
  readonly sendBack: () => void;
  /** Told where it begins. */
  readonly begin?: (position: number) => void;
}

/** Follows a subscription for a client, for whom only so much may wait. Answers how to leave. */
export function followThrough(hub: Hub, { after, request }: Opened, outlet: Outlet): () => void {
  return hub.follow(request, after, new OutletFollower(outlet));
}

/** There are many: functions of each one's own would cost memory. */
class OutletFollower implements Follower {
  position = 0;
  readonly #outlet: Outlet;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  send(payload: Payload): void {
    if (takesMore(this.#outlet)) this.#outlet.send(payload);
  }

  ready(): Promise<boolean> {
    return hasRoom(this.#outlet, ROOM_FOR_MORE);
  }

  fail(): void {
    this.#outlet.sendBack();
  }

  begin(position: number): void {
    this.#outlet.begin?.(position);
  }
}

export type Reader = Pick<Outlet, 'isOpen' | 'waiting' | 'cut'>;

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
