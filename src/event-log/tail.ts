import type { Database } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { findHead } from './head.js';
import { type LogEvent, readLog } from './read.js';

/** Events of one reading. */
const BATCH = 200;
/** How long it waits at the most before it looks again: hints may be lost. */
const POLL_MS = 1500;

/** Follows the log from where it stands when a gateway starts, and hands on what comes, in order. */
export interface Tail {
  /** Resolves once it is known where the log stands. */
  readonly ready: Promise<void>;
  /** All up to here has been handed on, or is being. */
  readonly position: () => number;
  /** There may be something to read. */
  readonly wake: () => void;
  readonly close: () => Promise<void>;
}

interface TailOptions {
  readonly db: Database;
  readonly logger: Pick<FaultLog, 'warn'>;
  /** The next events, up to a position. */
  readonly onEvents: (events: readonly LogEvent[], end: number) => void;
  /** What is up to a position was pruned before it was read. */
  readonly onGap: (end: number) => void;
}

export function startTail({ db, logger, onEvents, onGap }: TailOptions): Tail {
  let position: number | undefined;
  let isReady = () => {};
  const ready = new Promise<void>((done) => {
    isReady = done;
  });
  let isClosing = false;
  let isHinted = false;
  let stopWaiting = () => {};

  async function readOn(): Promise<void> {
    if (position === undefined) {
      position = await findHead(db);
      isReady();
    }
    for (;;) {
      const { events, isEnd, prunedTo } = await readLog(db, position, BATCH);
      // Nobody falls so far behind but a process that was stopped.
      const isBehind = prunedTo > position;
      position = events.at(-1)?.position ?? Math.max(position, prunedTo);
      if (isBehind) onGap(prunedTo);
      if (events.length > 0) onEvents(events, position);
      if (isEnd || isClosing) return;
    }
  }

  function wait(): Promise<void> {
    if (isHinted) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, POLL_MS);
      stopWaiting = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  async function run(): Promise<void> {
    while (!isClosing) {
      isHinted = false;
      await readOn().catch((err: unknown) => logger.warn({ err }, 'the event log could not be read: it is read again'));
      await wait();
    }
  }

  const running = run();
  const wake = () => {
    isHinted = true;
    stopWaiting();
  };
  return {
    ready,
    position: () => position ?? 0,
    wake,
    close: async () => {
      isClosing = true;
      wake();
      await running;
    },
  };
}
