import type { WebSocket } from 'ws';
import { Shares } from '../db/shares.js';
import { waitForRoom } from './socket-room.js';

/** Queries and mutations of one socket that run at once: as many as a browser asks at once over HTTP. */
const MOST_AT_ONCE = 6;

export class SocketTurns {
  readonly #shares = new Shares(MOST_AT_ONCE);

  async enter(socket: WebSocket): Promise<() => void> {
    await this.#shares.enter(socket);
    await waitForRoom(socket);
    return () => this.#shares.leave(socket);
  }
}
