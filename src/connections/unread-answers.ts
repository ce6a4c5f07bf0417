import type { Duplex } from 'node:stream';
import type { Connection } from './connection.js';

/** While bytes wait, a client must read `LEAST_TAKEN` bytes in this time. A slower client is disconnected. */
const PATIENCE_MS = 30_000;
const LEAST_TAKEN = 16_384;
/** The most bytes that may wait for all clients. If more wait, the clients that stopped reading first are cut off. */
const MOST_WAITING = 268_435_456;
const LOOK_MS = 1000;
/** When new answers have filled this share of `MOST_WAITING`, the connections are checked at once. */
const LOOK_PART = 1 / 16;

export interface UnreadOptions {
  readonly patienceMs?: number | undefined;
  readonly mostWaiting?: number | undefined;
}

/** Counts an answer as unread before it is written to its connection, until the returned function is called. */
export type HoldAnswer = (connection: Duplex, bytes: number) => () => void;

/** Closes the connections of clients that don't read their answers. Unread answers would stay in memory for ever. */
export function watchUnread(connections: () => Iterable<Connection>, onCut: () => void, options: UnreadOptions = {}) {
  const { mostWaiting = MOST_WAITING, patienceMs = PATIENCE_MS } = options;
  /** The bytes of answers that are not written yet, by connection. */
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
      // The connection was closed already, and its `close` event is still to come.
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

/** True if a client made no progress for too long. Answers that wait for an earlier answer don't count. */
function isStuck(connection: Connection, now: number, patienceMs: number): boolean {
  const { mark, socket, taken } = connection;
  if (mark && socket.writableLength > 0 && taken - mark.taken < LEAST_TAKEN) return now - mark.at > patienceMs;
  connection.mark = { taken, at: now };
  return false;
}
