import type { WebSocket } from 'ws';
import { hasRoom, MOST_WAITING, type Reader, takesMore } from './room.js';

/** Closes a socket whose client is to come back. */
export const TRY_AGAIN_LATER = 1013;
/** How long `ws` waits for a client to take a close frame, which lies behind what it does not read; then it cuts it, whatever pongs it sends. */
export const CLOSE_TIMEOUT_MS = 5000;

/** What waits to be read of a socket, whatever was sent over it. */
export class SocketReader implements Reader {
  constructor(protected readonly socket: WebSocket) {}

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  waiting(): number {
    return this.socket.bufferedAmount;
  }

  cut(): void {
    this.socket.close(TRY_AGAIN_LATER, 'too much waits to be read: come back after the last cursor');
  }
}

/** Whether a socket takes a frame now; otherwise it is closed. */
export function takesFrame(socket: WebSocket): boolean {
  return takesMore(new SocketReader(socket));
}

/** Waits until an answer may be sent: large ones follow each other, and one at the most is over the bound. */
export async function waitForRoom(socket: WebSocket): Promise<void> {
  if (socket.bufferedAmount > MOST_WAITING) await hasRoom(new SocketReader(socket), MOST_WAITING);
}
