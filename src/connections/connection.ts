import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A client's TCP connection. A class, because closures for thousands of connections would take much memory. */
export class Connection {
  /** The client's address. Behind proxies: the address of the current request, undefined between requests. */
  address: string | undefined;
  /**
   * The limit under which the connection is counted. `plain` connections carry HTTP requests. `held` connections carry a WebSocket or
   * an event stream, which have limits of their own. `lobby` connections exceed all limits. They only get the answer 503.
   */
  place: 'lobby' | 'plain' | 'held' | 'gone' = 'lobby';
  /** The last request on the connection. Its body may be incomplete. */
  request: IncomingMessage | undefined;
  /** Responses that are not completely sent. There are several if the client pipelines requests. */
  readonly answers = new Set<ServerResponse>();
  /** When the client last made progress in reading, and `taken` at that time. Undefined while no bytes wait. */
  mark: { readonly taken: number; readonly at: number } | undefined;

  constructor(readonly socket: Socket) {}

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

/** The connections on which the gateway waits for a client, in total and by address. The longest wait is first. */
export class WaitingClients {
  readonly #all = new Set<Connection>();
  readonly #byAddress = new Map<string, Set<Connection>>();

  add(connection: Connection): void {
    this.remove(connection);
    this.#all.add(connection);
    const { address } = connection;
    if (address === undefined) return;
    const ofAddress = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, ofAddress.add(connection));
  }

  /** Removes a connection. Call it before the address of the connection changes. */
  remove(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const { address = '' } = connection;
    const ofAddress = this.#byAddress.get(address);
    ofAddress?.delete(connection);
    if (ofAddress?.size === 0) this.#byAddress.delete(address);
  }

  /** Finds the connection on which the gateway has waited longest, among all connections or those of an address. */
  findOldest(address?: string): Connection | undefined {
    for (const connection of (address === undefined ? this.#all : this.#byAddress.get(address)) ?? []) {
      // A request may be complete before its `end` event comes. Then the gateway does not wait for the client.
      if (connection.answers.size === 0 || !connection.request?.complete) return connection;
      this.remove(connection);
    }
    return undefined;
  }
}

function readNumber(object: unknown, name: string): number {
  const value: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
  return typeof value === 'number' ? value : 0;
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
