import type { Connection } from './connection.js';

/** How long a client may take nothing while something waits for it. */
const PATIENCE_MS = 30_000;
/** Less than this in all that time is nothing: it holds memory for hours. */
const LEAST_TAKEN = 16_384;
/** Bytes that wait for all clients together: beyond it, those that have taken nothing for longest are cut. */
const MOST_WAITING = 268_435_456;
const LOOK_MS = 1000;

export interface UnreadOptions {
  readonly patienceMs?: number | undefined;
  readonly mostWaiting?: number | undefined;
}

/** Looks every second for connections whose clients don't read what they asked for, and cuts them: their answers would be kept for ever. */
export function watchUnread(connections: () => Iterable<Connection>, onCut: () => void, options: UnreadOptions = {}) {
  const { mostWaiting = MOST_WAITING, patienceMs = PATIENCE_MS } = options;

  function cut({ socket }: Connection): void {
    onCut();
    socket.destroy();
  }

  function look(): void {
    const now = performance.now();
    const unread: { readonly connection: Connection; readonly waiting: number }[] = [];
    let total = 0;
    for (const connection of connections()) {
      const { waiting } = connection;
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
  return { close: (): void => clearInterval(timer) };
}

/** Whether a client has taken next to nothing for too long. What waits behind an answer that is still made is not its fault. */
function isStuck(connection: Connection, now: number, patienceMs: number): boolean {
  const { mark, socket, taken } = connection;
  if (mark && socket.writableLength > 0 && taken - mark.taken < LEAST_TAKEN) return now - mark.at > patienceMs;
  connection.mark = { taken, at: now };
  return false;
}
