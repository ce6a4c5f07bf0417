import type { ExecutionResult, GraphQLError } from 'graphql';
import { MessageType, type SubscribePayload } from 'graphql-ws';
import { MOST_WAITING } from '../connections/backpressure.js';
import type { HoldAnswer } from '../connections/unread-answers.js';
import type { Shares } from '../db/shares.js';
import { describeErrors } from '../operation/mask-errors.js';
import { chooseRequestId, runAsRequest } from '../operation/request-id.js';
import type { Outcome, RunOperation } from '../operation/run.js';
import type { Caller } from '../schema/context.js';
import type { SocketClient } from './client.js';
import { type Frames, SocketSubscriber, TEXT, waitForRoom } from './subscriber.js';

/** The most queries and mutations of one socket that run at once. Browsers have the same limit for HTTP/1.1. */
export const MOST_AT_ONCE = 6;

const END: IteratorResult<never> = { done: true, value: undefined };

export interface OperationOptions {
  readonly findCaller: (client: SocketClient) => Promise<Caller>;
  readonly runOperation: RunOperation;
  readonly holdAnswer: HoldAnswer;
  readonly turns: Shares;
  readonly frames: Frames;
}

/**
 * An operation of a socket, from its `subscribe` message to its end. It is an iterator, because graphql-ws iterates over the results
 * of an operation. The iterator yields nothing, because this class sends results and events itself. The iteration ends when the
 * operation ends. A subscription may stay open for long, so the payload and the outcome are dropped once they are used.
 */
export class SocketOperation implements AsyncIterableIterator<never> {
  /** True once graphql-ws has the operation. Until then, it waits for an earlier operation with the same id. */
  isBegun = false;
  /** True once the client has sent `complete` for the operation. A query or mutation may still run. */
  isCalledOff = false;
  #payload: SubscribePayload | undefined;
  #outcome: Outcome | undefined;
  #requestId: string | undefined;
  #place: { readonly leave: () => void } | undefined;
  #done: ((result: IteratorResult<never>) => void) | undefined;
  #ended: Promise<IteratorResult<never>> | undefined;

  constructor(
    readonly client: SocketClient,
    readonly id: string,
    payload: SubscribePayload,
  ) {
    this.#payload = payload;
  }

  /** False once the client has completed a subscription. A completed query or mutation still runs, and still counts. */
  get isRunning(): boolean {
    return !(this.isCalledOff && this.#place);
  }

  callOff(): void {
    this.isCalledOff = true;
  }

  /** Authenticates the client, and checks the operation. Returns the errors if it is refused. */
  async prepare({ findCaller, runOperation }: OperationOptions): Promise<readonly GraphQLError[]> {
    const { query: text = '', ...asked } = this.#payload ?? {};
    this.#payload = undefined;
    this.#requestId = chooseRequestId();
    const outcome = await runAsRequest(this.#requestId, async () => {
      const caller = await findCaller(this.client);
      return runOperation({ ...asked, text, caller, transport: 'websocket', mayWrite: true });
    });
    if ('errors' in outcome) return outcome.errors;
    this.#outcome = outcome;
    return [];
  }

  start(options: OperationOptions): this {
    const outcome = this.#outcome;
    this.#outcome = undefined;
    if (outcome && 'follow' in outcome) {
      this.#requestId = undefined;
      this.#ended = new Promise((done) => {
        this.#done = done;
      });
      this.#place = outcome.follow(new SocketSubscriber(this.client.socket, this.id, options.frames));
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
   * Runs a query or a mutation, and sends the result. First it waits until fewer than `MOST_AT_ONCE` operations of the socket run.
   * Then it waits until the client has read earlier results, because this result would only add to the unread bytes.
   */
  async #answer(run: () => Promise<ExecutionResult>, { holdAnswer, turns }: OperationOptions): Promise<void> {
    const { connection, socket } = this.client;
    await turns.enter(socket);
    try {
      await waitForRoom(socket);
      if (!this.client.isOpen) return;
      const frame = await runAsRequest(this.#requestId ?? '', () => this.#writeFrame(run));
      // Until the result can be sent, it counts as unread data in the limit for all clients together.
      const letGo = socket.bufferedAmount > MOST_WAITING ? holdAnswer(connection, frame.byteLength) : undefined;
      await waitForRoom(socket);
      letGo?.();
      if (!this.isCalledOff && this.client.isOpen) await new Promise((sent) => socket.send(frame, TEXT, sent));
    } finally {
      turns.leave(socket);
    }
  }

  async #writeFrame(run: () => Promise<ExecutionResult>): Promise<Buffer> {
    const payload = describeErrors(await run());
    return Buffer.from(JSON.stringify({ id: this.id, type: MessageType.Next, payload }));
  }
}
