import { randomUUID } from 'node:crypto';
import { answerQuestions, readClock } from './child.js';
import { CountingSocket, openGraphQLSocket, type TakeFrame } from './fanout-socket.js';

/** The number of clients that connect at once. A server's accept queue holds a few hundred. */
const AT_ONCE = 100;

/** The clients that this process opens. */
export interface OpenClients {
  readonly port: number;
  readonly count: number;
  /** The subscription of each client. Without it, the client subscribes to nothing, and every frame counts as an event. */
  readonly query?: string;
}

/** How an event reached all clients of this process. */
export interface Heard {
  /** When the last client received the event, by `readClock`. Null if not all clients received it in time. */
  readonly at: number | null;
  /** The bytes that all clients received together. */
  readonly bytes: number;
  /** The event as a client received it. */
  readonly sample: string;
}

const sockets: CountingSocket[] = [];
let heard = 0;
let bytes = 0;
let sample: string | undefined;
let failure: Error | undefined;
/** The number of frames for which `hear` waits. */
let wanted = Number.POSITIVE_INFINITY;
/** Called with the time when all expected frames have arrived, or with null after a failure. */
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
  // The id is random, like the ids of graphql-ws's own client.
  socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query, variables: {} } }));
}

async function open(options: OpenClients): Promise<void> {
  for (let opened = 0; opened < options.count; opened += AT_ONCE) {
    const next = Math.min(AT_ONCE, options.count - opened);
    await Promise.all(Array.from({ length: next }, () => openOne(options)));
  }
}

/** Sets all counts to zero. */
function reset(): void {
  heard = 0;
  bytes = 0;
  sample = undefined;
}

/** Waits until every client has received an event since `reset`. */
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
