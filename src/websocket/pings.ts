import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** How often each client is pinged: many proxies close a socket that is idle for half a minute. */
const EVERY_MS = 20_000;
/** The number of groups into which sockets are divided. The groups are pinged one after another, to spread the work. */
const GROUPS = 12;

/** Pings all sockets, so that proxies don't close them. A client that has not answered by the next ping is cut off. */
export function startPings(everyMs = EVERY_MS) {
  const groups = Array.from({ length: GROUPS }, () => new Set<WebSocket>());
  const silent = new WeakSet<WebSocket>();
  // All sockets share this listener, because there may be thousands of sockets.
  function hear(this: WebSocket): void {
    silent.delete(this);
  }
  let pinged = 0;
  let filled = 0;
  const timer = setInterval(() => {
    pinged = (pinged + 1) % GROUPS;
    for (const socket of groups[pinged] ?? []) {
      if (socket.readyState === socket.CLOSED) groups[pinged]?.delete(socket);
      else if (silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        silent.add(socket);
        socket.ping();
      }
    }
  }, everyMs / GROUPS);
  return {
    add: (socket: WebSocket): void => {
      filled = (filled + 1) % GROUPS;
      groups[filled]?.add(socket);
      socket.on('pong', hear);
    },
    stop: (): void => clearInterval(timer),
  };
}

/** How long a client may take to send `connection_init`, the first message of the protocol. */
const WAIT_MS = 3000;
const LOOK_MS = 250;

/** Closes sockets that send no `connection_init` in time. One timer checks all sockets, to save memory. */
export function awaitGreetings() {
  /** The deadline of each socket, the earliest first. */
  const waiting = new Map<WebSocket, number>();
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [socket, until] of waiting) {
      if (until > now) return;
      waiting.delete(socket);
      socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    }
  }, LOOK_MS);
  return {
    add: (socket: WebSocket): void => void waiting.set(socket, performance.now() + WAIT_MS),
    greeted: (socket: WebSocket): void => void waiting.delete(socket),
    stop: (): void => clearInterval(timer),
  };
}
