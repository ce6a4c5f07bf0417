import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A client's connection. It is a class, because with thousands of connections, closures for each would cost much memory. */
export class Connection {
  readonly socket: Socket;
  /** The client's address. Behind proxies it is the address of the current request, and undefined between requests. */
  address: string | undefined;
  /** How it is counted: `lobby` before it has a place, `plain` for requests, `held` for WebSockets and event streams, which have their own limits. */
  place: 'lobby' | 'plain' | 'held' | 'gone' = 'lobby';
  /** The last request. Its body may be incomplete. */
  request: IncomingMessage | undefined;
  /** Answers that are not sent yet. There are several if the client pipelines requests. */
  readonly answers = new Set<ServerResponse>();
  /** How many bytes the client had taken when it last made progress, and when that was. Undefined while no bytes wait. */
  mark: { readonly taken: number; readonly at: number } | undefined;

  /** The address under which `WaitingClients` has it. By the time it is removed, `address` may be another. */
  waitingAddress: string | undefined;

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
   * Bytes that the client has taken so far. Node counts a large write as waiting until all of it is taken. Only its internal
   * handle knows how much of a write is done; Node's own timeouts use it too.
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
