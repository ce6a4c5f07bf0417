import { randomUUID } from 'node:crypto';
import { answerQuestions, readClock } from './child.js';
import { CountingSocket, openGraphQLSocket, type TakeFrame } from './fanout-socket.js';

/** Clients that connect at once: a server's accept queue holds some hundreds. */
const AT_ONCE = 100;

/** The clients that a process opens. */
export interface OpenClients {
  readonly port: number;
  readonly count: number;
  /** The operation to follow. When absent, every frame is an event. */
  readonly query?: string;
}

/** How an event came to all clients of a process. */
export interface Heard {
  /** When the last client had it, by `readClock`; null when not all had it in time. */
  readonly at: number | null;
  readonly bytes: number;
  /** The event as a client got it. */
  readonly sample: string;
}

const sockets: CountingSocket[] = [];
let heard = 0;
let bytes = 0;
let sample: string | undefined;
let failure: Error | undefined;
/** How many frames `hear` waits for. */
let wanted = Number.POSITIVE_INFINITY;
/** Called when they have come. */
let whenHeard: (at: number | null) => void = () => {};

const takeEvent: TakeFrame = (size, text) => {
  heard += 1;
  bytes += size;
  if (text && sample === undefined) sample = text.toString();
  if (heard === wanted) whenHeard(readClock());
};

async function openOne({ port, query }: OpenClients): Promise<void> {
  const fail = (error: Error) => {
    failure ??= error;
    whenHeard(null);
  };
  if (query === undefined) {
    const socket = new CountingSocket(port, takeEvent, fail);
    sockets.push(socket);
    return socket.opened;
  }
  const socket = await openGraphQLSocket(port, takeEvent, fail);
  sockets.push(socket);
  // A random id, as graphql-ws's clients send.
  socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query, variables: {} } }));
}

async function open(options: OpenClients): Promise<void> {
  for (let opened = 0; opened < options.count; opened += AT_ONCE) {
    const next = Math.min(AT_ONCE, options.count - opened);
    await Promise.all(Array.from({ length: next }, () => openOne(options)));
  }
}

/** Starts counting anew. */
function reset(): void {
  heard = 0;
  bytes = 0;
  sample = undefined;
}

/** Waits until every client has an event since the reset. */
async function hear(timeoutMs: number): Promise<Heard> {
  const at = await new Promise<number | null>((done) => {
    const timer = setTimeout(done, timeoutMs, null);
    wanted = sockets.length;
    whenHeard = (time) => {
      clearTimeout(timer);
      done(time);
    };
    if (heard >= wanted || failure) whenHeard(failure ? null : readClock());
  });
  wanted = Number.POSITIVE_INFINITY;
  if (failure) throw failure;
  return { at, bytes, sample: sample ?? '' };
}

answerQuestions({ open, reset, hear });
