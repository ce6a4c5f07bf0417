import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type Answer, refusal, refuse } from '../http/response.js';
import type { ReadAddress } from '../http/source.js';
import { Counts } from '../live/counts.js';
import { Connection, hasBody, WaitingClients } from './connection.js';
import { createConnectionLog } from './connection-log.js';
import { type ConnectionBounds, LOBBY } from './descriptors.js';
import { type UnreadOptions, watchUnread } from './unread-answers.js';

/** How long a refused connection stays open. A request that comes in this time gets an answer with the reason. */
const LOBBY_MS = 1000;
/** The most unanswered requests on one connection. */
const MOST_AHEAD = 32;
/** Paths that load balancers ask. They are answered even at the limits, because a full gateway is still healthy. */
const PROBES = ['/health', '/ready'];

export interface ConnectionOptions extends UnreadOptions {
  readonly bounds: ConnectionBounds;
  /** The number of proxies in front of the gateway. Behind proxies, requests are counted, not connections. */
  readonly trustedProxies: number;
  readonly readAddress: ReadAddress;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Limits the connections of a server: all of them, those with plain HTTP requests, and those of one address. At a
 * limit, the gateway closes the connection on which it has waited longest for a request. If it waits on no connection,
 * the new connection goes to the lobby: its first request is answered with 503, and the connection is closed.
 */
export class Connections {
  readonly unread: ReturnType<typeof watchUnread>;
  readonly #open = new Map<Duplex, Connection>();
  readonly #plainOf = new Counts();
  readonly #waiting = new WaitingClients();
  readonly #log: ReturnType<typeof createConnectionLog>;
  #plainCount = 0;
  #lobbyCount = 0;

  constructor(readonly options: ConnectionOptions) {
    this.#log = createConnectionLog(options.logger, () => this.#open.size);
    const noteCut = () => this.#log.note('unread');
    this.unread = watchUnread(() => this.#open.values(), noteCut, options);
  }

  /** Starts to count the connections of a server. */
  watch(server: Server): void {
    // When the lobby is full too, Node closes each further connection at once.
    const { most } = this.options.bounds;
    if (Number.isFinite(most)) server.maxConnections = most + LOBBY;
    server.on('drop', () => this.#log.note('refused'));
    server.on('connection', (socket) => this.#receive(socket));
    server.on('upgrade', (_request, socket) => this.hold(socket));
  }

  /** Wraps `next`. The result passes requests on to `next`, or answers with 503 at a limit. */
  guard(next: Answer): Answer {
    return (request, response) => {
      const { socket } = request;
      // Node may still emit a request of a connection that was destroyed.
      if (socket.destroyed) return;
      // A connection that was opened while the gateway started is counted from its first request on.
      if (!this.#open.has(socket)) this.#receive(socket);
      const connection = this.#open.get(socket);
      const hasPlace = connection && connection.place !== 'lobby' && this.#countRequest(connection, request);
      if (!hasPlace && !PROBES.includes(request.url ?? '')) return this.#refuse(request, response);
      if (!connection) return next(request, response);
      connection.answers.add(response);
      response.once('close', () => {
        connection.answers.delete(response);
        this.#rest(connection);
      });
      if (connection.answers.size > MOST_AHEAD) return this.#destroy(connection);
      connection.request = request;
      // The gateway waits for the client until the request's body is complete.
      if (connection.place === 'plain' && hasBody(request)) {
        this.#waiting.add(connection);
        request.once('end', () => {
          if (connection.answers.size > 0) this.#waiting.remove(connection);
        });
      } else this.#waiting.remove(connection);
      return next(request, response);
    };
  }

  /** Counts a connection as a WebSocket or event stream until the returned function is called. */
  readonly hold = (socket: Duplex): (() => void) => {
    const connection = this.#open.get(socket);
    if (connection) this.#setPlace(connection, 'held');
    return () => {
      if (!connection || !this.#open.has(socket)) return;
      this.#setPlace(connection, 'plain');
      this.#rest(connection);
    };
  };

  close(): void {
    this.#log.close();
    this.unread.close();
  }

  #refuse(request: IncomingMessage, response: ServerResponse): void {
    this.#log.note('refused');
    response.setHeader('Connection', 'close');
    const message = 'too many connections are open, in all or from your address: close some, or try again later';
    refuse(request, response, [refusal(503, message, 'LIMIT_EXCEEDED')]);
  }

  #receive(socket: Socket): void {
    const { readAddress, trustedProxies } = this.options;
    const connection = new Connection(socket);
    if (trustedProxies === 0) connection.address = readAddress({ headers: {}, socket });
    const hasPlace = this.#makeRoom(connection.address);
    if (!hasPlace && this.#lobbyCount >= LOBBY) {
      this.#destroy(connection);
      return;
    }
    this.#open.set(socket, connection);
    this.#lobbyCount += 1;
    socket.once('close', () => this.#forget(connection));
    if (hasPlace) {
      this.#setPlace(connection, 'plain');
      this.#waiting.add(connection);
      return;
    }
    // Until this timeout, `guard` answers a request with 503.
    const cut = setTimeout(() => {
      if (connection.place === 'lobby') this.#destroy(connection);
    }, LOBBY_MS).unref();
    socket.once('close', () => clearTimeout(cut));
  }

  #destroy({ socket }: Connection): void {
    this.#log.note('refused');
    socket.destroy();
  }

  /** Makes room for a new connection from an address, by closing waiting connections. Returns false if it can't. */
  #makeRoom(address: string | undefined): boolean {
    const { most, mostPerAddress, mostPlain } = this.options.bounds;
    while (address !== undefined && this.#plainOf.of(address) >= mostPerAddress)
      if (!this.#closeOldest(address)) return false;
    while (this.#plainCount >= mostPlain || this.#open.size - this.#lobbyCount >= most)
      if (!this.#closeOldest()) return false;
    return true;
  }

  #closeOldest(address?: string): boolean {
    const oldest = this.#waiting.findOldest(address);
    if (!oldest) return false;
    this.#log.note('gaveWay');
    this.#forget(oldest);
    oldest.socket.destroy();
    return true;
  }

  /** True if a request is within the limit of its client's address. Behind proxies, counts the request. */
  #countRequest(connection: Connection, request: IncomingMessage): boolean {
    const { bounds, readAddress, trustedProxies } = this.options;
    if (trustedProxies === 0 || connection.address !== undefined) return true;
    const address = readAddress(request);
    if (this.#plainOf.of(address) >= bounds.mostPerAddress) return false;
    this.#waiting.remove(connection);
    connection.address = address;
    this.#plainOf.add(address);
    return true;
  }

  /** Marks a connection as waiting for the next request, once all its requests are answered. */
  #rest(connection: Connection): void {
    if (connection.place !== 'plain' || connection.answers.size > 0) return;
    if (this.options.trustedProxies > 0 && connection.address !== undefined) {
      this.#waiting.remove(connection);
      this.#plainOf.subtract(connection.address);
      connection.address = undefined;
    }
    this.#waiting.add(connection);
  }

  #setPlace(connection: Connection, place: Connection['place']): void {
    const { address } = connection;
    if (connection.place === 'lobby') this.#lobbyCount -= 1;
    if (connection.place === 'plain') {
      this.#waiting.remove(connection);
      this.#plainCount -= 1;
      if (address !== undefined) this.#plainOf.subtract(address);
    }
    connection.place = place;
    if (place === 'plain') {
      this.#plainCount += 1;
      if (address !== undefined) this.#plainOf.add(address);
    }
  }

  #forget(connection: Connection): void {
    if (this.#open.delete(connection.socket)) this.#setPlace(connection, 'gone');
  }
}
