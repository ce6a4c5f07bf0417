import type { WebSocket } from 'ws';

/** How often each client is pinged. Proxies close a socket that is idle for half a minute or longer. */
const EVERY_MS = 20_000;
/** The number of groups of clients, which are pinged one after another. */
const TURNS = 12;

/** Pings all sockets, so that no proxy closes them as idle. A client that has not answered by the next ping is cut. */
export function startPings(everyMs = EVERY_MS) {
  const turns = Array.from({ length: TURNS }, () => new Set<WebSocket>());
  const silent = new WeakSet<WebSocket>();
  // All sockets share this listener, because there may be thousands.
  function hear(this: WebSocket): void {
    silent.delete(this);
  }
  let turn = 0;
  let next = 0;
  const timer = setInterval(() => {
    turn = (turn + 1) % TURNS;
    for (const socket of turns[turn] ?? []) {
      if (socket.readyState === socket.CLOSED) turns[turn]?.delete(socket);
      else if (silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        silent.add(socket);
        socket.ping();
      }
    }
  }, everyMs / TURNS);
  return {
    add: (socket: WebSocket): void => {
      next = (next + 1) % TURNS;
      turns[next]?.add(socket);
      socket.on('pong', hear);
    },
    stop: (): void => clearInterval(timer),
  };
}
