import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** How long a client may take to send `connection_init`. */
const WAIT_MS = 3000;
const LOOK_MS = 250;

/**
 * Closes sockets whose clients do not send `connection_init` in time, with one timer for all. graphql-ws would keep a timer for
 * each socket while that is open, which is a twentieth of the memory of a subscriber.
 */
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
