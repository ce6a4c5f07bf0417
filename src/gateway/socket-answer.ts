import type { WebSocket } from 'ws';
import { MOST_WAITING } from './room.js';
import type { Connected } from './socket-caller.js';
import { waitForRoom } from './socket-room.js';
import type { HoldAnswer } from './unread-answers.js';

const TEXT = { binary: false, compress: false };

/**
 * The answer of a query or a mutation, on its way over a socket. graphql-ws takes it for something that yields nothing and
 * ends: by then the answer is sent. graphql-ws itself would hold a result until there is room for it, out of all bounds.
 */
export class SocketAnswer implements AsyncIterableIterator<never> {
  readonly #connected: Connected;
  readonly #hold: HoldAnswer;
  #frame: Buffer | undefined;
  #leave: (() => void) | undefined;
  #letGo = () => {};

  /** `leave` is called once, when the answer is given to the socket, or to nobody. */
  constructor(connected: Connected, hold: HoldAnswer, frame: Buffer | undefined, leave: () => void) {
    this.#connected = connected;
    this.#hold = hold;
    this.#frame = frame;
    this.#leave = leave;
  }

  /** Waits until there is room, and sends it. What waits counts among the unread answers of all. */
  async next(): Promise<IteratorResult<never>> {
    if (this.#frame && this.#socket.bufferedAmount > MOST_WAITING) {
      this.#letGo = this.#hold(this.#connected.connection, this.#frame.byteLength);
      await waitForRoom(this.#socket);
    }
    await this.#send();
    return { done: true, value: undefined };
  }

  /** The client has called it off, or is gone. */
  async return(): Promise<IteratorResult<never>> {
    this.#drop();
    return { done: true, value: undefined };
  }

  throw(): Promise<IteratorResult<never>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  get #socket(): WebSocket {
    return this.#connected.socket;
  }

  #send(): Promise<void> {
    const frame = this.#frame;
    const sent = new Promise<void>((done) => {
      if (frame && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(frame, TEXT, () => done());
      else done();
    });
    this.#drop();
    return sent;
  }

  #drop(): void {
    this.#frame = undefined;
    this.#letGo();
    this.#leave?.();
    this.#leave = undefined;
  }
}
