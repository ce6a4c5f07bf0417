import { CloseCode, type WebSocket as ProtocolSocket, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { codedError } from '../errors.js';
import type { Connected } from './socket-caller.js';
import { type Peer, SocketOperations } from './socket-operations.js';
import { takesFrame } from './socket-room.js';

interface Options<Extra> {
  /** Operations that may run on a socket at once; 0 is no limit. */
  readonly maxOperations: number;
  readonly logger: Logger;
  /** Called when a socket has closed. */
  readonly left: (extra: Extra) => void;
}

/** Speaks graphql-transport-ws over a socket. As graphql-ws's own, which logs to the console and has timers for each socket. */
export function speakProtocol<Extra extends Connected>(
  protocol: Server<Extra>,
  extra: Extra,
  options: Options<Extra>,
): void {
  const { socket } = extra;
  const peer = new SocketPeer(extra, options);
  peer.opened(protocol);
  socket.on('ping', takePing);
  socket.on('message', (data) => peer.receive(String(data)));
  // Not `once`: there are many sockets, and each closes once.
  socket.on('close', (code, reason) => peer.closed(code, String(reason)));
}

/** `ws` answers pings by itself, whether or not the answers are read. */
function takePing(this: WebSocket): void {
  takesFrame(this);
}

/** There are many: functions of each one's own would cost memory, and so does what each of those holds. */
class SocketPeer<Extra extends Connected> implements ProtocolSocket, Peer {
  readonly #extra: Extra;
  readonly #options: Options<Extra>;
  #operations: SocketOperations | undefined;
  #end: ReturnType<Server<Extra>['opened']> | undefined;

  constructor(extra: Extra, options: Options<Extra>) {
    this.#extra = extra;
    this.#options = options;
  }

  opened(protocol: Server<Extra>): void {
    this.#end = protocol.opened(this, this.#extra);
  }

  receive(message: string): void {
    this.#operations?.receive(message);
  }

  closed(code: number, reason: string): void {
    this.#options.left(this.#extra);
    this.#end?.(code, reason).catch((error) => this.fail(error));
  }

  get #socket(): WebSocket {
    return this.#extra.socket;
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get limit(): number {
    return this.#options.maxOperations;
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** An answer that can't be sent has nobody to go to. */
  send(data: string): Promise<void> {
    return new Promise((done) => (this.isOpen() ? this.#socket.send(data, () => done()) : done()));
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  onMessage(take: (message: string) => Promise<void>): void {
    this.#operations = new SocketOperations(this, take);
  }

  fail(err: unknown): void {
    this.#options.logger.error({ err }, 'a message of a WebSocket failed');
    this.#socket.close(CloseCode.InternalServerError, 'something went wrong here: the log has it');
  }

  refuse(id: string): void {
    const text = `${this.limit} operations run on this socket, which is the most: complete one, or open another socket`;
    const { extensions, message } = codedError('LIMIT_EXCEEDED', text);
    if (!takesFrame(this.#socket)) return;
    this.#socket.send(JSON.stringify({ id, type: 'error', payload: [{ message, extensions }] }));
  }
}
