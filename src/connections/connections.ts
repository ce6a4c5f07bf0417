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

/** How long who is turned away may take to ask, so that it can be told. */
const LOBBY_MS = 1000;
/** Requests that a client may send ahead on a connection, before their answers. */
const MOST_AHEAD = 32;
/** Asked by load balancers: they would take a gateway that is full for a dead one. */
const PROBES = ['/health', '/ready'];

export interface ConnectionOptions extends UnreadOptions {
  readonly bounds: ConnectionBounds;
  /** Proxies in front: with any, connections are theirs, and what counts for a client is its requests under way. */
  readonly trustedProxies: number;
  readonly readAddress: ReadAddress;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Bounds the connections of a server: all, those of plain requests, and of these those of each client address. Where one
 * more comes than may be, the connection whose client has kept the gateway waiting longest gives way: an idle one, or one
 * whose request has not come whole. Where each is at work, the new one is told 503 and closed.
 */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #open = new Map<Duplex, Connection>();
  readonly #plainOf = new Counts();
  readonly #waiting = new WaitingClients();
  readonly #log: ReturnType<typeof createConnectionLog>;
  readonly #unread: ReturnType<typeof watchUnread>;
  #plain = 0;
  /** Those that are turned away. */
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

  /** Watches the connections of a server from now on. */
  watch(server: Server): void {
    // The last bound, for a flood that the lobby has no room for: Node closes what is beyond it at once.
    const { most } = this.#options.bounds;
    if (Number.isFinite(most)) server.maxConnections = most + LOBBY;
    server.on('drop', () => this.#log.note('refused'));
    server.on('connection', (socket) => this.#receive(socket));
    server.on('upgrade', (_request, socket) => this.hold(socket));
  }

  /** Answers requests, but for those that find no place. */
  guard(next: Answer): Answer {
    return (request, response) => {
      const { socket } = request;
      // What is read of a connection that was just cut is nobody's request.
      if (socket.destroyed) return;
      // The port was open before there was anything to serve: who came then is counted from its first request.
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
      // Until its body has come, a request keeps the gateway waiting.
      if (connection.place !== 'plain' || !hasBody(request)) this.#waiting.remove(connection);
      else this.#awaitBody(connection, request);
      return next(request, response);
    };
  }

  /** A connection now carries a WebSocket or a stream, which are counted elsewhere. Returns what counts it as plain again. */
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

  /** Lets it ask, so that it can be told; then closes it. */
  #turnAway(connection: Connection): void {
    const cut = setTimeout(() => {
      if (connection.place !== 'lobby') return;
      this.#log.note('refused');
      connection.socket.destroy();
    }, LOBBY_MS).unref();
    connection.socket.once('close', () => clearTimeout(cut));
  }

  /** Whether there is a place for one more, of an address; after others have given way. */
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
    // Its request has come whole, and the gateway has only not taken notice.
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

  /** Behind proxies: whether one more request of its client may be under way. */
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

  /** All is answered: the next request is waited for. */
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
