import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** How long a client may take to send `connection_init`, the first message of the protocol. */
const WAIT_MS = 3000;
/** How often the deadlines are checked. */
const LOOK_MS = 250;

/**
 * Closes sockets whose clients do not send `connection_init` in time. One timer serves all sockets. graphql-ws itself would keep a
 * timer for each open socket, which would be a twentieth of the memory of a subscriber.
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
