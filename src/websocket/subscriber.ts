import type { WebSocket } from 'ws';
import { hasRoom, ROOM_FOR_MORE, takesMore } from '../connections/backpressure.js';
import type { Payload } from '../live/payloads.js';
import type { Subscriber } from '../live/subscriber.js';
import { SocketReader } from './backpressure.js';
import { closeSocket, LOST_EVENT } from './close-codes.js';

const HEAD = Buffer.from('{"id":"');
const MIDDLE = Buffer.from('","type":"next","payload":');
const END = Buffer.from('}');
export const TEXT = { binary: false, compress: false };

/** Sends the events of a subscription over a socket. The payload in each frame is the same for all subscribers of a group. */
export class SocketSubscriber extends SocketReader implements Subscriber {
  position = 0;
  readonly #frames: Frames;
  /** The id with JSON escapes. Usually there are none, and it is the same string that graphql-ws has. */
  readonly #id: string;

  constructor(socket: WebSocket, id: string, frames: Frames) {
    super(socket);
    const escaped = JSON.stringify(id).slice(1, -1);
    this.#id = escaped === id ? id : escaped;
    this.#frames = frames;
  }

  /** Called for thousands of subscribers in one turn, so all work here delays the later ones. */
  send(payload: Payload): void {
    // Most sockets have no backlog. `ws` itself sends nothing to a socket that is closing.
    if (this.socket.bufferedAmount > 0 && !takesMore(this)) return;
    this.socket.send(this.#frames.write(payload, this.#id), TEXT);
    if (this.socket.bufferedAmount > 0) this.#frames.giveAway();
  }

  ready(): Promise<boolean> {
    return hasRoom(this, ROOM_FOR_MORE);
  }

  fail(): void {
    closeSocket(this.socket, LOST_EVENT);
  }
}

/**
 * Writes the frames of all subscribers. The next frame usually differs only in the id, which has the same length. Then only the
 * id is written, into the bytes of the last frame: the system has copied those, unless `giveAway` was called.
 */
export class Frames {
  #last: { readonly payload: Payload; readonly idBytes: number; readonly frame: Buffer } | undefined;

  write(payload: Payload, id: string): Buffer {
    const idBytes = Buffer.byteLength(id);
    if (this.#last?.payload !== payload || this.#last.idBytes !== idBytes) {
      const frame = Buffer.concat([HEAD, Buffer.alloc(idBytes), MIDDLE, payload.json, END]);
      this.#last = { payload, idBytes, frame };
    }
    this.#last.frame.write(id, HEAD.length);
    return this.#last.frame;
  }

  /** The last frame still waits to be sent, so the next one gets its own bytes. */
  giveAway(): void {
    this.#last = undefined;
  }
}
