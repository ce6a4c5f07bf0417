import type { Duplex } from 'node:stream';
import {
  CloseCode,
  MessageType,
  type WebSocket as ProtocolSocket,
  type Server,
  type SubscribeMessage,
} from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { codedError } from '../errors.js';
import type { Credentials } from '../operation/caller.js';
import { takesFrame } from './backpressure.js';
import { closeSocket, GATEWAY_FAULT } from './close-codes.js';
import { asSubscribe, isTooDeep, readMessage, TOO_DEEP } from './message.js';
import { SocketOperation } from './operation.js';

export interface ClientOptions {
  readonly protocol: Server<SocketClient>;
  /** The most operations that may run on a socket at once; 0 is no limit. */
  readonly maxOperations: number;
  readonly logger: Logger;
}

/** Where a socket comes from. */
interface Origin {
  readonly address: string;
  /** The connection that the socket runs over. */
  readonly connection: Duplex;
  /** Credentials of the upgrade. */
  readonly credentials: Credentials;
}

/**
 * A socket and its operations. graphql-ws speaks the protocol over it. There may be thousands of sockets, so none has closures or
 * timers of its own.
 */
export class SocketClient implements ProtocolSocket {
  readonly socket: WebSocket;
  readonly address: string;
  readonly connection: Duplex;
  /** The credentials of the upgrade, later also those of `connection_init`. */
  credentials: Credentials;
  readonly #options: ClientOptions;
  readonly #close: ReturnType<Server<SocketClient>['opened']>;
  /** Gives a message to graphql-ws; resolves once the operation that it began has ended. */
  #take: (message: string) => Promise<void> = takeNothing;
  /** All operations, including those that wait. An array takes less memory than a map. */
  #operations: readonly SocketOperation[] = NONE;
  #beginning: SocketOperation | undefined;

  constructor(socket: WebSocket, { address, connection, credentials }: Origin, options: ClientOptions) {
    this.socket = socket;
    this.address = address;
    this.connection = connection;
    this.credentials = credentials;
    this.#options = options;
    this.#close = options.protocol.opened(this, this);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** The operation that graphql-ws is starting. */
  get beginning(): SocketOperation {
    if (!this.#beginning) throw new Error('graphql-ws starts an unknown operation');
    return this.#beginning;
  }

  onMessage(take: (message: string) => Promise<void>): void {
    this.#take = take;
  }

  /** Drops messages to a client that has left. */
  send(data: string): Promise<void> {
    return new Promise((done) => (this.isOpen ? this.socket.send(data, () => done()) : done()));
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  receive(text: string): void {
    if (!this.isOpen) return;
    const message = readMessage(text);
    const subscribe = asSubscribe(message);
    if (isTooDeep(message)) this.close(CloseCode.BadRequest, TOO_DEEP);
    else if (subscribe) this.#subscribe(subscribe);
    else if (message.type === MessageType.Complete && typeof message.id === 'string') this.#callOff(message.id, text);
    else this.#give(text);
  }

  closed(code: number, reason: string): void {
    this.#operations = NONE;
    Promise.resolve(this.#close(code, reason)).catch((error) => this.#fail(error));
  }

  /**
   * A client may use an id again once it has completed the operation with that id. graphql-ws would confuse the two, so the new
   * operation waits until the old one has ended.
   */
  #subscribe({ id, payload }: SubscribeMessage): void {
    const before = this.#find(id);
    if (before && !before.isCalledOff) {
      this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    } else if (this.#isFull) {
      this.#refuse(id);
    } else {
      const operation = new SocketOperation(this, id, payload);
      this.#operations = this.#operations.concat(operation);
      if (!before) this.#begin(operation);
    }
  }

  get #isFull(): boolean {
    const { maxOperations } = this.#options;
    return maxOperations > 0 && this.#operations.filter(({ isRunning }) => isRunning).length >= maxOperations;
  }

  /**
   * Starts an operation. graphql-ws keeps the message while the operation runs, and thousands of subscriptions may have a long
   * text. So it gets the message without the text, which `SocketOperation` has.
   */
  #begin(operation: SocketOperation): void {
    operation.isBegun = true;
    this.#beginning = operation;
    const { id } = operation;
    const message = JSON.stringify({ id, type: MessageType.Subscribe, payload: { query: '' } });
    // One function for both outcomes, because it is kept while the operation runs.
    const end = (error: unknown) => {
      if (error !== undefined) this.#fail(error);
      // graphql-ws does not wait for a query that the client completed before it began to run.
      void operation.next().then(() => this.#end(operation));
    };
    void this.#take(message).then(end, end);
    this.#beginning = undefined;
  }

  #end(operation: SocketOperation): void {
    this.#operations = this.#operations.filter((other) => other !== operation);
    const next = this.#find(operation.id);
    if (next && this.isOpen) this.#begin(next);
  }

  #callOff(id: string, text: string): void {
    const operation = this.#find(id);
    if (operation && !operation.isBegun) {
      this.#operations = this.#operations.filter((other) => other !== operation);
      return;
    }
    operation?.callOff();
    this.#give(text);
  }

  /** The last operation with an id. */
  #find(id: string): SocketOperation | undefined {
    return this.#operations.findLast((operation) => operation.id === id);
  }

  #refuse(id: string): void {
    const text = `${this.#options.maxOperations} operations run on this socket, which is the most: complete one, or open another socket`;
    const { extensions, message } = codedError('LIMIT_EXCEEDED', text);
    if (!takesFrame(this.socket)) return;
    this.socket.send(JSON.stringify({ id, type: MessageType.Error, payload: [{ message, extensions }] }));
  }

  #give(message: string): void {
    this.#take(message).catch((error) => this.#fail(error));
  }

  #fail(err: unknown): void {
    this.#options.logger.error({ err }, 'a message of a WebSocket failed');
    closeSocket(this.socket, GATEWAY_FAULT);
  }
}

/** The operations of a socket without any: all share it. */
const NONE: readonly SocketOperation[] = [];

async function takeNothing(): Promise<void> {}
