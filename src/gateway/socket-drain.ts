import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';

const GROUPS = 50;
/** How long the last clients may take to say goodbye. */
const GOODBYE_MS = 2000;

export const GOING_AWAY = 1001;
export const GOING_AWAY_REASON = 'this gateway is closing: connect again';

/**
 * Closes all sockets, a group after another over so many seconds: their clients come back elsewhere, and not all at once.
 * Few sockets take less time, none takes none. Who does not say goodbye is cut.
 */
export async function drainSockets(clients: ReadonlySet<WebSocket>, seconds: number): Promise<void> {
  await spread([...clients], seconds, (socket) => socket.close(GOING_AWAY, GOING_AWAY_REASON));
  const deadline = performance.now() + GOODBYE_MS;
  while (clients.size > 0 && performance.now() < deadline) await sleep(10);
  for (const socket of clients) socket.terminate();
}

/** Does something with each of many, a group after another over so many seconds. */
export async function spread<Member>(
  all: readonly Member[],
  seconds: number,
  run: (member: Member) => void,
): Promise<void> {
  const size = Math.max(1, all.length / (seconds > 0 ? GROUPS : 1));
  for (let group = 0; group * size < all.length; group += 1) {
    if (group > 0) await sleep((seconds * 1000) / GROUPS);
    all.slice(Math.round(group * size), Math.round((group + 1) * size)).forEach(run);
  }
}
