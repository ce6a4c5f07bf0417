import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { ReadAddress } from '../http/client-address.js';
import { type Answer, answer } from '../http/response.js';
import { Counts } from '../live/counts.js';
import { Connection } from './connection.js';
import { createConnectionLog } from './connection-log.js';
import { type ConnectionBounds, LOBBY } from './descriptors.js';
import { type HoldAnswer, type UnreadOptions, watchUnread } from './unread-answers.js';
import { WaitingClients } from './waiting-clients.js';

/** How long a refused client may take to send its request: only then can it be told. */
const LOBBY_MS = 1000;
/** Requests that a client may send on a connection before the first of them is answered. */
const MOST_AHEAD = 32;
/** Paths for load balancers, which are always answered: a full gateway is not a dead one. */
const PROBES = ['/health', '/ready'];

export interface ConnectionOptions extends UnreadOptions {
  readonly bounds: ConnectionBounds;
  /** Proxies in front. With any, connections are theirs, and a client's requests under way are counted instead. */
  readonly trustedProxies: number;
  readonly readAddress: ReadAddress;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Bounds the connections of a server: all of them, those of plain requests, and those of plain requests from one address.
 * When one more comes, the connection on which the gateway has waited longest for its client is closed: an idle one, or one
 * whose request is incomplete. When the gateway waits on none, the new one is answered with 503 and closed.
 */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #open = new Map<Duplex, Connection>();
  readonly #plainOf = new Counts();
  readonly #waiting = new WaitingClients();
  readonly #log: ReturnType<typeof createConnectionLog>;
  readonly #unread: ReturnType<typeof watchUnread>;
  #plain = 0;
  /** Connections that have no place. */
  #lobby = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#log = createConnectionLog(options.logger, () => this.#open.size);
    this.#unread = watchUnread(
      () => this.#open.values(),
      () => this.#log.note('unread'),
      options,
    );
  }

  /** Counts the connections of a server from now on. */
  watch(server: Server): void {
    // For a flood that is more than the lobby takes: Node closes further connections at once.
    const { most } = this.#options.bounds;
    if (Number.isFinite(most)) server.maxConnections = most + LOBBY;
    server.on('drop', () => this.#log.note('refused'));
    server.on('connection', (socket) => this.#receive(socket));
    server.on('upgrade', (_request, socket) => this.hold(socket));
  }

  /** Answers requests; those that find no place with 503. */
  guard(next: Answer): Answer {
    return (request, response) => {
      const { socket } = request;
      // Node may still read a request from a connection that was just cut.
      if (socket.destroyed) return;
      // Connections that came while the gateway started are counted from their first request on.
      if (!this.#open.has(socket)) this.#receive(socket);
      const connection = this.#open.get(socket);
      const hasPlace = connection && connection.place !== 'lobby' && this.#countRequest(connection, request);
      if (!hasPlace && !PROBES.includes(request.url ?? '')) return this.#refuse(response);
      if (!connection) return next(request, response);
      connection.answers.add(response);
      response.once('close', () => {
        connection.answers.delete(response);
        this.#rest(connection);
      });
      if (connection.answers.size > MOST_AHEAD) {
        this.#log.note('refused');
        return socket.destroy();
      }
      connection.request = request;
      // The gateway waits for the client until the request's body is complete.
      if (connection.place !== 'plain' || !hasBody(request)) this.#waiting.remove(connection);
      else this.#awaitBody(connection, request);
      return next(request, response);
    };
  }

  /** Counts a connection as a WebSocket's or a stream's, which have a count of their own, until the returned function is called. */
  readonly hold = (socket: Duplex): (() => void) => {
    const connection = this.#open.get(socket);
    if (!connection) return () => {};
    this.#setPlace(connection, 'held');
    return () => {
      if (!this.#open.has(socket)) return;
      this.#setPlace(connection, 'plain');
      this.#rest(connection);
    };
  };

  get holdAnswer(): HoldAnswer {
    return this.#unread.hold;
  }

  close(): void {
    this.#log.close();
    this.#unread.close();
  }

  #refuse(response: ServerResponse): void {
    this.#log.note('refused');
    response.setHeader('Connection', 'close').setHeader('Retry-After', '5');
    const message =
      'as many connections are open as may be, in all or from your address: close some, or try again later';
    answer(response, 503, { errors: [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }] });
  }

  #receive(socket: Socket): void {
    const { readAddress, trustedProxies } = this.#options;
    const connection = new Connection(socket);
    if (trustedProxies === 0) connection.address = readAddress({ headers: {}, socket });
    const hasPlace = this.#makeRoom(connection.address);
    if (!hasPlace && this.#lobby >= LOBBY) {
      this.#log.note('refused');
      socket.destroy();
      return;
    }
    this.#open.set(socket, connection);
    this.#lobby += 1;
    socket.once('close', () => this.#forget(connection));
    if (hasPlace) {
      this.#setPlace(connection, 'plain');
      this.#waiting.add(connection);
    } else this.#turnAway(connection);
  }

  /** Closes it in a moment. If a request comes before, it is answered with 503. */
  #turnAway(connection: Connection): void {
    const cut = setTimeout(() => {
      if (connection.place !== 'lobby') return;
      this.#log.note('refused');
      connection.socket.destroy();
    }, LOBBY_MS).unref();
    connection.socket.once('close', () => clearTimeout(cut));
  }

  /** Whether there is a place for one more from an address. Closes others to make one. */
  #makeRoom(address: string | undefined): boolean {
    const { most, mostPerAddress, mostPlain } = this.#options.bounds;
    while (address !== undefined && this.#plainOf.of(address) >= mostPerAddress) {
      if (!this.#closeOldest(address)) return false;
    }
    while (this.#plain >= mostPlain || this.#open.size - this.#lobby >= most) {
      if (!this.#closeOldest()) return false;
    }
    return true;
  }

  #closeOldest(address?: string): boolean {
    let oldest = this.#waiting.findOldest(address);
    // Its request is complete already; the event that says so is still to come.
    while (oldest && oldest.answers.size > 0 && oldest.request?.complete) {
      this.#waiting.remove(oldest);
      oldest = this.#waiting.findOldest(address);
    }
    if (!oldest) return false;
    this.#log.note('gaveWay');
    this.#forget(oldest);
    oldest.socket.destroy();
    return true;
  }

  /** Whether a request may begin. Behind proxies it counts for its client's address. */
  #countRequest(connection: Connection, request: IncomingMessage): boolean {
    const { bounds, readAddress, trustedProxies } = this.#options;
    if (trustedProxies === 0 || connection.address !== undefined) return true;
    const address = readAddress(request);
    if (this.#plainOf.of(address) >= bounds.mostPerAddress) return false;
    connection.address = address;
    this.#plainOf.add(address);
    return true;
  }

  #awaitBody(connection: Connection, request: IncomingMessage): void {
    this.#waiting.add(connection);
    request.once('end', () => {
      if (connection.answers.size > 0) this.#waiting.remove(connection);
    });
  }

  /** Once all is answered, the gateway waits for the next request. */
  #rest(connection: Connection): void {
    if (connection.place !== 'plain' || connection.answers.size > 0) return;
    if (this.#options.trustedProxies > 0 && connection.address !== undefined) {
      this.#plainOf.subtract(connection.address);
      connection.address = undefined;
    }
    this.#waiting.add(connection);
  }

  #setPlace(connection: Connection, place: Connection['place']): void {
    const { address } = connection;
    if (connection.place === 'lobby') this.#lobby -= 1;
    if (connection.place === 'plain') {
      this.#waiting.remove(connection);
      this.#plain -= 1;
      if (address !== undefined) this.#plainOf.subtract(address);
    }
    connection.place = place;
    if (place === 'plain') {
      this.#plain += 1;
      if (address !== undefined) this.#plainOf.add(address);
    }
  }

  #forget(connection: Connection): void {
    if (this.#open.delete(connection.socket)) this.#setPlace(connection, 'gone');
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
