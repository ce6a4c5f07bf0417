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
import { addRequestId } from '../operation/mask-errors.js';
import { chooseRequestId } from '../operation/request-id.js';
import { closeSocket, GATEWAY_FAULT } from './close-codes.js';
import { asSubscribe, isTooDeep, readMessage, TOO_DEEP } from './message.js';
import { SocketOperation } from './operation.js';
import { takesFrame } from './subscriber.js';

export interface ClientOptions {
  readonly protocol: Server<SocketClient>;
  /** The most operations that may run on a socket at once; 0 means no limit. */
  readonly maxOperations: number;
  readonly logger: Logger;
}

/** The client's address, connection and credentials, as they were when the socket was opened. */
interface Origin {
  readonly address: string;
  /** The TCP connection of the socket. */
  readonly connection: Duplex;
  readonly credentials: Credentials;
}

/**
 * A client's WebSocket and its operations. graphql-ws handles the protocol. This class limits the number of operations,
 * and keeps the order of operations with the same id. It has no timers, because there may be thousands of sockets.
 */
export class SocketClient implements ProtocolSocket {
  readonly address: string;
  readonly connection: Duplex;
  /** The credentials of the upgrade request. Credentials in the message `connection_init` replace them. */
  credentials: Credentials;
  readonly #close: ReturnType<Server<SocketClient>['opened']>;
  /** Passes a message to graphql-ws. Resolves once the operation that the message started has ended. */
  #take: (message: string) => Promise<void> = takeNothing;
  /** The operations of the socket, including those that wait to be started. It is an array, because a map takes more memory. */
  #operations: readonly SocketOperation[] = NONE;
  #beginning: SocketOperation | undefined;

  constructor(
    readonly socket: WebSocket,
    { address, connection, credentials }: Origin,
    readonly options: ClientOptions,
  ) {
    this.address = address;
    this.connection = connection;
    this.credentials = credentials;
    this.#close = options.protocol.opened(this, this);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** The operation whose `subscribe` message was just passed to graphql-ws. */
  get beginning(): SocketOperation {
    if (!this.#beginning) throw new Error('graphql-ws starts an unknown operation');
    return this.#beginning;
  }

  onMessage(take: (message: string) => Promise<void>): void {
    this.#take = take;
  }

  /** Sends a message. Does nothing if the client has left. */
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
   * Adds an operation. After `complete`, a client may use the id again, while the old operation still runs.
   * graphql-ws would confuse the two operations, so the new operation waits until the old operation has ended.
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
    const { maxOperations } = this.options;
    return maxOperations > 0 && this.#operations.filter(({ isRunning }) => isRunning).length >= maxOperations;
  }

  /** Starts an operation. graphql-ws keeps the message while the operation runs, so the message has no query text. */
  #begin(operation: SocketOperation): void {
    operation.isBegun = true;
    this.#beginning = operation;
    const { id } = operation;
    const message = JSON.stringify({ id, type: MessageType.Subscribe, payload: { query: '' } });
    // One function serves both outcomes, because each function takes memory while the operation runs.
    const end = (error: unknown) => {
      if (error !== undefined) this.#fail(error);
      // graphql-ws does not wait for the end of a query if the client sent `complete` before the query began to run.
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

  /** Finds the newest operation with an id. */
  #find(id: string): SocketOperation | undefined {
    return this.#operations.findLast((operation) => operation.id === id);
  }

  #refuse(id: string): void {
    const text = `${this.options.maxOperations} operations run on this socket, and more are not allowed: complete one, or open another socket`;
    const { message, extensions } = addRequestId(codedError('LIMIT_EXCEEDED', text), chooseRequestId());
    if (!takesFrame(this.socket)) return;
    this.socket.send(JSON.stringify({ id, type: MessageType.Error, payload: [{ message, extensions }] }));
  }

  #give(message: string): void {
    this.#take(message).catch((error) => this.#fail(error));
  }

  #fail(err: unknown): void {
    this.options.logger.error({ err }, 'a message of a WebSocket failed');
    closeSocket(this.socket, GATEWAY_FAULT);
  }
}

/** The empty list of operations. All sockets without operations share it, to save memory. */
const NONE: readonly SocketOperation[] = [];

async function takeNothing(): Promise<void> {}
