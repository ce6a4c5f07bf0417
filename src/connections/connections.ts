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

/** How long a refused client may take to send a request. Only a request can be answered with the reason. */
const LOBBY_MS = 1000;
/** The most unanswered requests on a connection. */
const MOST_AHEAD = 32;
/** Paths for load balancers. They are always answered, because a full gateway is not a dead one. */
const PROBES = ['/health', '/ready'];

export interface ConnectionOptions extends UnreadOptions {
  readonly bounds: ConnectionBounds;
  /** The number of proxies in front. With any, connections are theirs, so a client's current requests are counted instead. */
  readonly trustedProxies: number;
  readonly readAddress: ReadAddress;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Limits the connections of a server: all, those of plain requests, and those of plain requests from one address. At a limit,
 * a new connection replaces the one whose client has kept the gateway waiting longest: an idle one, or one with an incomplete
 * request. If there is none, the new connection is answered with 503 and closed.
 */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #open = new Map<Duplex, Connection>();
  readonly #plainOf = new Counts();
  readonly #waiting = new WaitingClients();
  readonly #log: ReturnType<typeof createConnectionLog>;
  readonly #unread: ReturnType<typeof watchUnread>;
  #plain = 0;
  /** Connections in the lobby: they have no place yet. */
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
    // When the lobby is full too, Node closes further connections at once.
    const { most } = this.#options.bounds;
    if (Number.isFinite(most)) server.maxConnections = most + LOBBY;
    server.on('drop', () => this.#log.note('refused'));
    server.on('connection', (socket) => this.#receive(socket));
    server.on('upgrade', (_request, socket) => this.hold(socket));
  }

  /** Answers requests by `next`, or with 503 if there is no place for them. */
  guard(next: Answer): Answer {
    return (request, response) => {
      const { socket } = request;
      // Node may read one more request from a connection that was cut.
      if (socket.destroyed) return;
      // A connection that came while the gateway started is counted from its first request on.
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
      if (connection.place === 'plain' && hasBody(request)) {
        this.#waiting.add(connection);
        request.once('end', () => {
          if (connection.answers.size > 0) this.#waiting.remove(connection);
        });
      } else this.#waiting.remove(connection);
      return next(request, response);
    };
  }

  /** Counts a connection as that of a WebSocket or an event stream, until the returned function is called. */
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
    const message = 'too many connections are open, in all or from your address: close some, or try again later';
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

  /** Closes a connection of the lobby after a moment. A request that comes before is answered with 503. */
  #turnAway(connection: Connection): void {
    const cut = setTimeout(() => {
      if (connection.place !== 'lobby') return;
      this.#log.note('refused');
      connection.socket.destroy();
    }, LOBBY_MS).unref();
    connection.socket.once('close', () => clearTimeout(cut));
  }

  /** Whether there is a place for one more connection from an address. Closes waiting ones to make a place. */
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
    // The client is not late if its request is complete, though the `end` event has not come yet.
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

  /** Whether a request may begin. Behind proxies it is counted for its client's address. */
  #countRequest(connection: Connection, request: IncomingMessage): boolean {
    const { bounds, readAddress, trustedProxies } = this.#options;
    if (trustedProxies === 0 || connection.address !== undefined) return true;
    const address = readAddress(request);
    if (this.#plainOf.of(address) >= bounds.mostPerAddress) return false;
    connection.address = address;
    this.#plainOf.add(address);
    return true;
  }

  /** Waits for the next request once all are answered. */
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
