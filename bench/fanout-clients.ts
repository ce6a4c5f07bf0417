import { randomUUID } from 'node:crypto';
import { answerQuestions, readClock } from './child.js';
import { CountingSocket, type TakeFrame } from './fanout-socket.js';

/** So many connect at once: a server's queue holds some hundreds. */
const AT_ONCE = 100;

/** What a process with many clients is asked to open. */
export interface OpenClients {
  readonly port: number;
  readonly count: number;
  /** The operation to follow; absent: whatever comes is an event. */
  readonly query?: string;
}

/** When the last client had it, by the clock of all processes; null when not all of them had it in time. */
export interface Heard {
  readonly at: number | null;
  readonly bytes: number;
  /** An event as a client got it. */
  readonly sample: string;
}

const sockets: CountingSocket[] = [];
let heard = 0;
let bytes = 0;
let sample: string | undefined;
let failure: Error | undefined;
/** Called at the frame that makes as many as are waited for. */
let wanted = Number.POSITIVE_INFINITY;
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
  let isAcknowledged = false;
  let begin = () => {};
  const acknowledged = new Promise<void>((done) => {
    begin = done;
  });
  const take: TakeFrame = (size, text) => {
    if (isAcknowledged) return takeEvent(size, text);
    isAcknowledged = true;
    begin();
  };
  const socket = new CountingSocket(port, take, fail);
  sockets.push(socket);
  await socket.opened;
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await acknowledged;
  // As the clients of graphql-ws name their operations.
  socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query, variables: {} } }));
}

async function open(options: OpenClients): Promise<void> {
  for (let opened = 0; opened < options.count; opened += AT_ONCE) {
    const next = Math.min(AT_ONCE, options.count - opened);
    await Promise.all(Array.from({ length: next }, () => openOne(options)));
  }
}

/** Forgets what came. */
function reset(): void {
  heard = 0;
  bytes = 0;
  sample = undefined;
}

/** Waits until every client has one more event than at the reset. */
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
