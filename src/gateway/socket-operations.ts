import { CloseCode } from 'graphql-ws';
import { isTooDeep, TOO_DEEP } from './message-depth.js';
import { type Asked, giveTicket } from './socket-tickets.js';

/** Gives a message to the protocol; resolves once the operation that it began has ended. */
type Take = (message: string) => Promise<void>;

/** The socket, as its operations know it. */
export interface Peer {
  /** Operations that may run at once; 0 is no limit. */
  readonly limit: number;
  readonly isOpen: () => boolean;
  readonly close: (code: number, reason: string) => void;
  /** Tells the client that an operation is one too many. */
  readonly refuse: (id: string) => void;
  /** What `take` fails with: only the gateway's own faults. */
  readonly fail: (error: unknown) => void;
}

const ENDED = Promise.resolve();

interface Operation {
  readonly id: string;
  ended: Promise<void>;
  isStarted: boolean;
  /** The client wants no more of it; a query may still run. */
  isEnding: boolean;
}

/**
 * The operations of one socket: each counts until it has ended and its answer is sent, also when the client has called it
 * off. A client may use an id again once it has called it off: what comes under it waits for the old one's end, as graphql-ws
 * would take the one for the other.
 */
export class SocketOperations {
  readonly #peer: Peer;
  readonly #take: Take;
  /** Most have one: there are many sockets, and a map of each one's own would cost memory. */
  #first: Operation | undefined;
  #others: Map<string, Operation> | undefined;
  #running = 0;
  /** Messages that came behind one that found no place. */
  #later: string[] | undefined;

  constructor(peer: Peer, take: Take) {
    this.#peer = peer;
    this.#take = take;
  }

  receive(message: string): void {
    if (this.#later) this.#later.push(message);
    else this.#handle(message, false);
  }

  #handle(message: string, isLate: boolean) {
    if (!this.#peer.isOpen()) return;
    const said = parse(message);
    if (isTooDeep(said)) return this.#peer.close(CloseCode.BadRequest, TOO_DEEP);
    const { id, type } = said;
    if (typeof id !== 'string') return this.#give(message);
    if (type === 'subscribe') return this.#subscribe(id, { message, said }, isLate);
    if (type === 'complete') return this.#complete(id, message);
    return this.#give(message);
  }

  #subscribe(id: string, asked: Asked, isLate: boolean) {
    const { message } = asked;
    const before = this.#find(id);
    const { limit } = this.#peer;
    // Under an id that is in use: the protocol closes the socket.
    if (before && !before.isEnding) return this.#give(message);
    if (limit > 0 && this.#running >= limit) return isLate ? this.#peer.refuse(id) : this.#tryLater(message);
    this.#running += 1;
    const operation: Operation = { id, ended: ENDED, isStarted: false, isEnding: false };
    if (before) this.#remove(before);
    this.#add(operation);
    const taken = before ? this.#startAfter(before, operation, asked) : this.#start(operation, asked);
    this.#follow(operation, taken);
  }

  #startAfter({ ended }: Operation, operation: Operation, asked: Asked): Promise<void> {
    return ended.then(() => this.#start(operation, asked));
  }

  /** Apart from what has the message, and no async function: what waits here would hold it for as long as the operation lives. */
  #follow(operation: Operation, taken: Promise<void>): void {
    // One function for both ends: an operation that is well ends with nothing.
    const end = (error: unknown) => {
      if (error !== undefined) this.#peer.fail(error);
      this.#running -= 1;
      this.#remove(operation);
    };
    operation.ended = taken.then(end, end);
  }

  #start(operation: Operation, asked: Asked): Promise<void> {
    if (operation.isEnding || !this.#peer.isOpen()) return ENDED;
    operation.isStarted = true;
    return giveTicket(asked, this.#take);
  }

  #find(id: string): Operation | undefined {
    return this.#first?.id === id ? this.#first : this.#others?.get(id);
  }

  #add(operation: Operation): void {
    if (!this.#first) {
      this.#first = operation;
      return;
    }
    this.#others ??= new Map();
    this.#others.set(operation.id, operation);
  }

  /** Under its id there may be another by now. */
  #remove(operation: Operation): void {
    if (this.#first === operation) this.#first = undefined;
    else if (this.#others?.get(operation.id) === operation) this.#others.delete(operation.id);
  }

  #complete(id: string, message: string): void {
    const operation = this.#find(id);
    if (operation) operation.isEnding = true;
    if (!operation || operation.isStarted) this.#give(message);
  }

  #give(message: string): void {
    this.#take(message).catch((error) => this.#peer.fail(error));
  }

  /** A subscription that was called off just before has ended by then. */
  #tryLater(message: string): void {
    this.#later = [message];
    setImmediate(() => {
      const [, ...behind] = this.#later ?? [];
      this.#later = undefined;
      this.#handle(message, true);
      for (const next of behind) this.receive(next);
    });
  }
}

/** What is no message at all, the protocol finds out. */
function parse(message: string): Asked['said'] {
  try {
    return Object(JSON.parse(message));
  } catch {
    return {};
  }
}
