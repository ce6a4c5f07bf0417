import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A connection of a client, whatever it carries. There are many: it holds no functions. */
export class Connection {
  readonly socket: Socket;
  /** Where it comes from. Behind proxies, where the request under way comes from; undefined between requests. */
  address: string | undefined;
  /** What it counts as: WebSockets and streams of events are held, and counted by themselves; who is turned away is in the lobby. */
  place: 'lobby' | 'plain' | 'held' | 'gone' = 'lobby';
  /** The last request, whose body may still be on its way. */
  request: IncomingMessage | undefined;
  /** Answers that are not sent yet: more than one where a client asks ahead. */
  readonly answers = new Set<ServerResponse>();
  /** How far its client had read when it last took something, and when that was. Undefined while nothing waits to be read. */
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
   * Bytes that the client's side has taken so far. A large write counts as waiting until all of it is taken, so Node's own
   * handle is asked, as Node's timeouts do.
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
