import type { WebSocket } from 'ws';
import { hasRoom, MOST_WAITING, type Reader, takesMore } from '../connections/backpressure.js';
import { closeSocket, SLOW_SUBSCRIBER } from './close-codes.js';

/**
 * How long a client may take to answer a close frame. The client gets the close frame only after all data that it has not read.
 * After this time `ws` closes the connection, even if the client still answers pings.
 */
export const CLOSE_TIMEOUT_MS = 5000;

/** The client of a socket as a reader: whether it is connected, and how many bytes it has not read. */
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

/** True if a frame can be sent over a socket now. A socket with too many unread bytes is closed. */
export function takesFrame(socket: WebSocket): boolean {
  return takesMore(new SocketReader(socket));
}

/** Waits until the unread bytes are within the limit. Each answer waits, so only one can exceed the limit. */
export async function waitForRoom(socket: WebSocket): Promise<void> {
  if (socket.bufferedAmount > MOST_WAITING) await hasRoom(new SocketReader(socket), MOST_WAITING);
}
