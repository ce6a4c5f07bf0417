import type { Duplex } from 'node:stream';
import type { Connection } from './connection.js';

/** A client that takes less than `LEAST_TAKEN` bytes in this time is cut, if bytes wait for it. */
const PATIENCE_MS = 30_000;
const LEAST_TAKEN = 16_384;
/** The most bytes that may wait for all clients together. Beyond it, the clients that made no progress for longest are cut. */
const MOST_WAITING = 268_435_456;
const LOOK_MS = 1000;
/** Connections are checked at once when new answers fill this share of `MOST_WAITING`. */
const LOOK_PART = 1 / 16;

export interface UnreadOptions {
  readonly patienceMs?: number | undefined;
  readonly mostWaiting?: number | undefined;
}

/** Counts an answer that waits for room on a connection as unread, until the returned function is called. */
export type HoldAnswer = (connection: Duplex, bytes: number) => () => void;

/** Checks every second which clients do not read their answers, and cuts their connections. Otherwise the answers would be kept forever. */
export function watchUnread(connections: () => Iterable<Connection>, onCut: () => void, options: UnreadOptions = {}) {
  const { mostWaiting = MOST_WAITING, patienceMs = PATIENCE_MS } = options;
  /** Bytes of answers that wait for room, by connection. */
  const held = new Map<Duplex, number>();
  let heldSinceLook = 0;

  function cut({ socket }: Connection): void {
    onCut();
    socket.destroy();
  }

  function look(): void {
    const now = performance.now();
    heldSinceLook = 0;
    const unread: { readonly connection: Connection; readonly waiting: number }[] = [];
    let total = 0;
    for (const connection of connections()) {
      // It was cut, and its `close` event has not come yet.
      if (connection.socket.destroyed) continue;
      const waiting = connection.waiting + (held.get(connection.socket) ?? 0);
      if (waiting === 0) {
        connection.mark = undefined;
        continue;
      }
      if (isStuck(connection, now, patienceMs)) cut(connection);
      else {
        total += waiting;
        unread.push({ connection, waiting });
      }
    }
    if (total <= mostWaiting) return;
    unread.sort((one, other) => (one.connection.mark?.at ?? now) - (other.connection.mark?.at ?? now));
    for (const { connection, waiting } of unread) {
      if (total <= mostWaiting) return;
      total -= waiting;
      cut(connection);
    }
  }

  const timer = setInterval(look, Math.min(LOOK_MS, patienceMs / 4)).unref();

  const hold: HoldAnswer = (socket, bytes) => {
    held.set(socket, (held.get(socket) ?? 0) + bytes);
    heldSinceLook += bytes;
    if (heldSinceLook > mostWaiting * LOOK_PART) look();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (held.get(socket) ?? 0) - bytes;
      if (left > 0) held.set(socket, left);
      else held.delete(socket);
    };
  };

  return { close: (): void => clearInterval(timer), hold };
}

/** Whether a client has made no progress for too long. An answer that waits only for an earlier answer does not count. */
function isStuck(connection: Connection, now: number, patienceMs: number): boolean {
  const { mark, socket, taken } = connection;
  if (mark && socket.writableLength > 0 && taken - mark.taken < LEAST_TAKEN) return now - mark.at > patienceMs;
  connection.mark = { taken, at: now };
  return false;
}
