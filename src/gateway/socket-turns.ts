import type { WebSocket } from 'ws';
import { waitForRoom } from './socket-room.js';

/** Queries and mutations of one socket that run at once: as many as a browser asks at once over HTTP. */
const MOST_AT_ONCE = 6;

/**
 * Gives the operations of each socket their turns, in the order in which they came. Nothing is executed for a client that
 * has not taken what it asked for before: its answers would only wait.
 */
export class SocketTurns {
  readonly #turns = new WeakMap<WebSocket, Turns>();

  /** Resolves once an operation may run. What it gives is called once its answer is sent, or goes to nobody. */
  async enter(socket: WebSocket): Promise<() => void> {
    const turns = this.#turns.get(socket) ?? new Turns();
    this.#turns.set(socket, turns);
    await turns.wait();
    await waitForRoom(socket);
    return () => turns.end();
  }
}

class Turns {
  #running = 0;
  readonly #queue: (() => void)[] = [];

  async wait(): Promise<void> {
    if (this.#running >= MOST_AT_ONCE) return new Promise((begin) => this.#queue.push(begin));
    this.#running += 1;
  }

  /** The next one takes the place. */
  end(): void {
    const begin = this.#queue.shift();
    if (begin) begin();
    else this.#running -= 1;
  }
}
