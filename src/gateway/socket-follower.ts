import type { WebSocket } from 'ws';
import type { Follower, Following } from '../live/following.js';
import type { Hub } from '../live/hub.js';
import type { Payload } from '../live/payloads.js';
import type { Opened } from './live-operation.js';
import { hasRoom, ROOM_FOR_MORE, takesMore } from './room.js';
import { SocketReader, TRY_AGAIN_LATER } from './socket-room.js';

const HEAD = Buffer.from('{"id":"');
const MIDDLE = Buffer.from('","type":"next","payload":');
const END = Buffer.from('}');
const TEXT = { binary: false, compress: false };

/** Follows a subscription over a socket: each event goes out as a frame of its own around the bytes that all share. */
export function followOverSocket(
  hub: Pick<Hub, 'follow'>,
  { after, request }: Opened,
  socket: WebSocket,
  id: string,
): AsyncIterableIterator<never> {
  return new PendingUntilReturned(hub.follow(request, after, new SocketFollower(socket, id)));
}

class SocketFollower extends SocketReader implements Follower {
  position = 0;
  /** As JSON has it between its quotes: mostly the same string that graphql-ws holds. */
  readonly #id: string;

  constructor(socket: WebSocket, id: string) {
    super(socket);
    const escaped = JSON.stringify(id).slice(1, -1);
    this.#id = escaped === id ? id : escaped;
  }

  /** Thousands are sent an event in one turn: what each costs beside its frame delays all behind it. */
  send(payload: Payload): void {
    // Most have read all, and a socket that is closing takes nothing by itself.
    if (this.socket.bufferedAmount > 0 && !takesMore(this)) return;
    this.socket.send(frameOf(payload, this.#id), TEXT);
    // What waits there is still to be sent: the next one needs bytes of its own.
    if (this.socket.bufferedAmount > 0) last = undefined;
  }

  ready(): Promise<boolean> {
    return hasRoom(this, ROOM_FOR_MORE);
  }

  fail(): void {
    this.socket.close(TRY_AGAIN_LATER, 'an event could not be sent: come back after the last cursor');
  }
}

/** What was sent last. The system has taken all of it, and the next is most often the same but for an id of the same length. */
let last: { readonly payload: Payload; readonly idBytes: number; readonly frame: Buffer } | undefined;

function frameOf(payload: Payload, id: string): Buffer {
  const idBytes = Buffer.byteLength(id);
  if (last?.payload !== payload || last.idBytes !== idBytes) {
    const frame = Buffer.concat([HEAD, Buffer.alloc(idBytes), MIDDLE, payload.json, END]);
    last = { payload, idBytes, frame };
  }
  last.frame.write(id, HEAD.length);
  return last.frame;
}

/** What graphql-ws holds for a subscription: it yields nothing, as the hub sends, and ends when it is returned. */
class PendingUntilReturned implements AsyncIterableIterator<never> {
  readonly #following: Following;
  #end: (result: IteratorResult<never>) => void = () => {};
  readonly #ended: Promise<IteratorResult<never>>;

  constructor(following: Following) {
    this.#following = following;
    this.#ended = new Promise((done) => {
      this.#end = done;
    });
  }

  next(): Promise<IteratorResult<never>> {
    return this.#ended;
  }

  return(): Promise<IteratorResult<never>> {
    this.#following.leave();
    this.#end({ done: true, value: undefined });
    return this.#ended;
  }

  throw(): Promise<IteratorResult<never>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
