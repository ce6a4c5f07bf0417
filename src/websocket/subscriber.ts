import type { WebSocket } from 'ws';
import { hasRoom, MOST_WAITING, type Reader, ROOM_FOR_MORE, takesMore } from '../connections/backpressure.js';
import type { Payload } from '../live/payloads.js';
import type { Subscriber } from '../live/subscriber.js';
import { closeSocket, LOST_EVENT, SLOW_SUBSCRIBER } from './close-codes.js';

const HEAD = Buffer.from('{"id":"');
const MIDDLE = Buffer.from('","type":"next","payload":');
const END = Buffer.from('}');
/** The options of `ws` for a text frame without compression. */
export const TEXT = { binary: false, compress: false };

/** How long a client may take to answer a close frame. The client must first read what was sent before. */
export const CLOSE_TIMEOUT_MS = 5000;

/** The client of a socket as a reader: whether it is connected, and how many bytes it has not read. */
class SocketReader implements Reader {
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

/** Waits until the unread bytes are within the limit. Each answer waits, so at most one answer exceeds the limit. */
export async function waitForRoom(socket: WebSocket): Promise<void> {
  if (socket.bufferedAmount > MOST_WAITING) await hasRoom(new SocketReader(socket), MOST_WAITING);
}

/** Sends a subscription's events over a socket. Subscribers of a group get the same payload, each with its own id. */
export class SocketSubscriber extends SocketReader implements Subscriber {
  position = 0;
  /** The id with JSON escapes. An id without escapes is the same string object as in graphql-ws, to save memory. */
  readonly #id: string;

  constructor(
    socket: WebSocket,
    id: string,
    readonly frames: Frames,
  ) {
    super(socket);
    const escaped = JSON.stringify(id).slice(1, -1);
    this.#id = escaped === id ? id : escaped;
  }

  /** Sends one event. Thousands of subscribers get it one after another, so slow code here would delay the last. */
  send(payload: Payload): void {
    // Most sockets have no unread bytes, and need no further check. `ws` itself sends nothing to a socket that is closing.
    if (this.socket.bufferedAmount > 0 && !takesMore(this)) return;
    this.socket.send(this.frames.write(payload, this.#id), TEXT);
    if (this.socket.bufferedAmount > 0) this.frames.giveAway();
  }

  ready(): Promise<boolean> {
    return hasRoom(this, ROOM_FOR_MORE);
  }

  fail(): void {
    closeSocket(this.socket, LOST_EVENT);
  }
}

/**
 * Writes the frames of all subscribers. Usually a frame differs from the last frame only in its id, and both ids have
 * the same length. Then the id is written into the bytes of the last frame, and these bytes are sent again. This is safe
 * if the kernel has already copied the bytes. If the kernel has not, the subscriber has called `giveAway`.
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

  /** Makes the next frame use new bytes, because the bytes of the last frame still wait to be sent. */
  giveAway(): void {
    this.#last = undefined;
  }
}
