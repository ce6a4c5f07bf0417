import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** How long a client may take to say `connection_init`. */
const WAIT_MS = 3000;
const LOOK_MS = 250;

/** Closes the sockets that don't begin in time. graphql-ws would hold a timer for each of them as long as it is open. */
export function awaitGreetings() {
  /** Until when; those who came first come first. */
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
