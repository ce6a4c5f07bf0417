import type { WebSocket } from 'ws';
import { hasRoom, MOST_WAITING, type Reader, takesMore } from '../connections/backpressure.js';
import { closeSocket, SLOW_SUBSCRIBER } from './close-codes.js';

/**
 * How long a client may take to answer a close frame, which waits behind everything that the client has not read. Then `ws` cuts
 * the connection, even if the client sends pongs.
 */
export const CLOSE_TIMEOUT_MS = 5000;

/** The backlog of a socket. */
export class SocketReader implements Reader {
  constructor(protected readonly socket: WebSocket) {}

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  waiting(): number {
    return this.socket.bufferedAmount;
  }

  cut(): void {
    closeSocket(this.socket, SLOW_SUBSCRIBER);
  }
}

/** Whether a socket can be sent a frame now. A socket with too large a backlog is closed. */
export function takesFrame(socket: WebSocket): boolean {
  return takesMore(new SocketReader(socket));
}

/** Waits until an answer may be sent. Large answers are sent one after the other, so at most one exceeds the limit. */
export async function waitForRoom(socket: WebSocket): Promise<void> {
  if (socket.bufferedAmount > MOST_WAITING) await hasRoom(new SocketReader(socket), MOST_WAITING);
}
