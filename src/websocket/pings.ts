import type { WebSocket } from 'ws';

/** How often each client is asked whether it is still there: what lies between takes a socket for idle after half a minute at the least. */
const EVERY_MS = 20_000;
/** Clients are asked in so many turns, so that many of them are not asked at once. */
const TURNS = 12;

/** Pings each socket now and then, so that nothing between takes it for idle; who has not answered by the next ping is gone. */
export function startPings(everyMs = EVERY_MS) {
  const turns = Array.from({ length: TURNS }, () => new Set<WebSocket>());
  const silent = new WeakSet<WebSocket>();
  // The same for all sockets, as there are many.
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
