import type { WebSocket } from 'ws';
import { hasRoom, MOST_WAITING, type Reader, takesMore } from '../connections/backpressure.js';
import { closeSocket, SLOW_SUBSCRIBER } from './close-codes.js';

/**
 * How long `ws` waits until a client has taken a close frame. That lies behind all that the client has not read. Then `ws`
 * cuts the connection, whatever pongs the client sends.
 */
export const CLOSE_TIMEOUT_MS = 5000;

/** What waits to be read from a socket. */
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

/** Whether a socket takes a frame now. One that has too much waiting is closed. */
export function takesFrame(socket: WebSocket): boolean {
  return takesMore(new SocketReader(socket));
}

/** Waits until an answer may be sent. Large answers follow each other: at most one is beyond the bound. */
export async function waitForRoom(socket: WebSocket): Promise<void> {
  if (socket.bufferedAmount > MOST_WAITING) await hasRoom(new SocketReader(socket), MOST_WAITING);
}
