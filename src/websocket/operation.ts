import type { ExecutionResult, GraphQLError } from 'graphql';
import { MessageType, type SubscribePayload } from 'graphql-ws';
import { MOST_WAITING } from '../connections/backpressure.js';
import type { HoldAnswer } from '../connections/unread-answers.js';
import type { Shares } from '../db/shares.js';
import { describeErrors } from '../operation/mask-errors.js';
import { chooseRequestId, runAsRequest } from '../operation/request-id.js';
import type { Outcome, RunOperation } from '../operation/run.js';
import type { Caller } from '../schema/context.js';
import { waitForRoom } from './backpressure.js';
import type { SocketClient } from './client.js';
import { type Frames, SocketSubscriber, TEXT } from './subscriber.js';

/** The most queries and mutations of one socket that run at once: as many as a browser sends at once over HTTP. */
export const MOST_AT_ONCE = 6;

const END: IteratorResult<never> = { done: true, value: undefined };

/** What the operations of all sockets share. */
export interface OperationOptions {
  readonly findCaller: (client: SocketClient) => Promise<Caller>;
  readonly runOperation: RunOperation;
  readonly holdAnswer: HoldAnswer;
  readonly turns: Shares;
  readonly frames: Frames;
}

/**
 * An operation of a socket, from its message to its end. graphql-ws iterates it, but it yields nothing: results and events are
 * sent as frames of their own. The iteration ends with the operation. A subscription may live long, so the payload and the
 * outcome are dropped as soon as they have been used.
 */
export class SocketOperation implements AsyncIterableIterator<never> {
  readonly id: string;
  /** Whether graphql-ws has it. Otherwise it waits for the last operation with the same id. */
  isBegun = false;
  /** Whether the client has completed it. A query or mutation may still run. */
  isCalledOff = false;
  readonly #client: SocketClient;
  #payload: SubscribePayload | undefined;
  #outcome: Outcome | undefined;
  #requestId: string | undefined;
  #place: { readonly leave: () => void } | undefined;
  #done: ((result: IteratorResult<never>) => void) | undefined;
  #ended: Promise<IteratorResult<never>> | undefined;

  constructor(client: SocketClient, id: string, payload: SubscribePayload) {
    this.#client = client;
    this.id = id;
    this.#payload = payload;
  }

  /** A subscription that the client has completed no longer runs. A query or mutation still does. */
  get isRunning(): boolean {
    return !(this.isCalledOff && this.#place);
  }

  callOff(): void {
    this.isCalledOff = true;
  }

  /** Looks at what is asked; the errors where it is refused. */
  async prepare({ findCaller, runOperation }: OperationOptions): Promise<readonly GraphQLError[]> {
    const { query: text = '', ...asked } = this.#payload ?? {};
    this.#payload = undefined;
    this.#requestId = chooseRequestId();
    const outcome = await runAsRequest(this.#requestId, async () => {
      const caller = await findCaller(this.#client);
      return runOperation({ ...asked, text, caller, transport: 'websocket', mayWrite: true });
    });
    if ('errors' in outcome) return outcome.errors;
    this.#outcome = outcome;
    return [];
  }

  /** Starts to follow a subscription, or to run a query or mutation. */
  start(options: OperationOptions): this {
    const outcome = this.#outcome;
    this.#outcome = undefined;
    if (outcome && 'follow' in outcome) {
      this.#requestId = undefined;
      this.#ended = new Promise((done) => {
        this.#done = done;
      });
      this.#place = outcome.follow(new SocketSubscriber(this.#client.socket, this.id, options.frames));
    } else if (outcome && 'run' in outcome) {
      this.#ended = this.#answer(outcome.run, options).then(() => END);
    }
    return this;
  }

  next(): Promise<IteratorResult<never>> {
    return this.#ended ?? Promise.resolve(END);
  }

  /** graphql-ws calls this when the client has completed the operation or has left. */
  return(): Promise<IteratorResult<never>> {
    this.isCalledOff = true;
    this.#place?.leave();
    this.#done?.(END);
    return this.next();
  }

  throw(): Promise<IteratorResult<never>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * Runs a query or a mutation in its turn, and sends the result. It waits until the client has read its earlier results:
   * otherwise this one would only wait too.
   */
  async #answer(run: () => Promise<ExecutionResult>, { holdAnswer, turns }: OperationOptions): Promise<void> {
    const { connection, socket } = this.#client;
    await turns.enter(socket);
    try {
      await waitForRoom(socket);
      if (!this.#client.isOpen) return;
      const frame = await runAsRequest(this.#requestId ?? '', () => this.#writeFrame(run));
      // A result that waits for room counts among the unread answers of all clients.
      const letGo = socket.bufferedAmount > MOST_WAITING ? holdAnswer(connection, frame.byteLength) : undefined;
      await waitForRoom(socket);
      letGo?.();
      if (!this.isCalledOff && this.#client.isOpen) await new Promise((sent) => socket.send(frame, TEXT, sent));
    } finally {
      turns.leave(socket);
    }
  }

  async #writeFrame(run: () => Promise<ExecutionResult>): Promise<Buffer> {
    const payload = describeErrors(await run());
    return Buffer.from(JSON.stringify({ id: this.id, type: MessageType.Next, payload }));
  }
}
