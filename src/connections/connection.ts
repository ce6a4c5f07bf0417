import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A client's connection. There are many: functions of each one's own would cost memory. */
export class Connection {
  readonly socket: Socket;
  /** The client's address. Behind proxies it is that of the request under way, and undefined between requests. */
  address: string | undefined;
  /** What it counts as. `held` is for WebSockets and streams of events, which have a count of their own; `lobby` is before it has a place. */
  place: 'lobby' | 'plain' | 'held' | 'gone' = 'lobby';
  /** The last request, whose body may still be on its way. */
  request: IncomingMessage | undefined;
  /** Answers that are not sent yet. A client may send requests ahead, and then there are several. */
  readonly answers = new Set<ServerResponse>();
  /** How much the client had read when it last read something, and when that was. Undefined while nothing waits to be read. */
  mark: { readonly taken: number; readonly at: number } | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  /** Bytes of answers that wait to be read. */
  get waiting(): number {
    let bytes = 0;
    for (const answer of this.answers) bytes += answer.writableLength;
    return Math.max(bytes, this.socket.writableLength);
  }

  /**
   * Bytes that the client's side has taken so far. Node counts a large write as waiting until all of it is taken. Only its
   * internal handle knows how far it is; Node's own timeouts ask it too.
   */
  get taken(): number {
    const handle: unknown = Reflect.get(this.socket, '_handle');
    return readNumber(handle, 'bytesWritten') - readNumber(handle, 'writeQueueSize');
  }
}

function readNumber(object: unknown, name: string): number {
  const value: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
  return typeof value === 'number' ? value : 0;
}
