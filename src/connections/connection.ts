import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A client's TCP connection. A class, because closures for thousands of connections would take much memory. */
export class Connection {
  readonly socket: Socket;
  /** The client's address. Behind proxies, it is that of the current request, and undefined between requests. */
  address: string | undefined;
  /**
   * The limit under which the connection is counted. `plain` connections carry HTTP requests. `held` connections carry a WebSocket or
   * an event stream, which have limits of their own. `lobby` connections are beyond all limits, and are only open to be refused.
   */
  place: 'lobby' | 'plain' | 'held' | 'gone' = 'lobby';
  /** The last request on the connection. Its body may be incomplete. */
  request: IncomingMessage | undefined;
  /** Responses that are not completely sent. There are several if the client pipelines requests. */
  readonly answers = new Set<ServerResponse>();
  /** When the client last made progress in reading, and the bytes taken by then. Undefined while none wait. */
  mark: { readonly taken: number; readonly at: number } | undefined;

  /** The address under which `WaitingClients` has the connection. `address` may have changed since. */
  waitingAddress: string | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  /** The number of bytes that wait for the client to read them. */
  get waiting(): number {
    let bytes = 0;
    for (const answer of this.answers) bytes += answer.writableLength;
    return Math.max(bytes, this.socket.writableLength);
  }

  /**
   * The number of bytes that the client has taken so far. Node's public counters only change once a whole write is taken, and a
   * write may be large. So this uses the internal handle of the socket, as Node's own timeouts do.
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
