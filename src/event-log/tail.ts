import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { findHead, type LogEvent, readLog } from './read.js';

/** The most events that one statement reads. */
const BATCH = 200;
/** The longest wait between two reads of the log. A hint (message of new events) ends the wait, but can be lost. */
const POLL_MS = 1500;

interface TailOptions {
  readonly db: Database;
  readonly logger: Pick<FaultLog, 'warn'>;
  /** Called with the next events. `end` is the position of the last of these events. */
  readonly onEvents: (events: readonly LogEvent[], end: number) => void;
  /** Called when events up to a position were pruned before they were read. */
  readonly onGap: (end: number) => void;
}

/** Follows the log from its current end: reads each new event, in order, and calls `onEvents`. */
export function startTail({ db, logger, onEvents, onGap }: TailOptions) {
  let position: number | undefined;
  let isReady = () => {};
  const ready = new Promise<void>((done) => {
    isReady = done;
  });
  let isClosing = false;
  let hint = new AbortController();

  async function readOn(): Promise<void> {
    if (position === undefined) {
      position = await findHead(db);
      isReady();
    }
    for (;;) {
      const { events, isEnd, prunedTo } = await readLog(db, position, BATCH);
      // True only after this process was suspended for a long time.
      const isBehind = prunedTo > position;
      position = events.at(-1)?.position ?? Math.max(position, prunedTo);
      if (isBehind) onGap(prunedTo);
      if (events.length > 0) onEvents(events, position);
      if (isEnd || isClosing) return;
    }
  }

  async function run(): Promise<void> {
    while (!isClosing) {
      hint = new AbortController();
      await readOn().catch((err: unknown) => logger.warn({ err }, 'the event log could not be read: it is read again'));
      await sleep(POLL_MS, undefined, { signal: hint.signal }).catch(() => {});
    }
  }

  const running = run();
  const wake = () => hint.abort();
  return {
    /** Resolves once the end of the log is known. */
    ready,
    /** The position up to which the log was read. */
    position: () => position ?? 0,
    /** Reads the log now, because it may have new events. */
    wake,
    close: async () => {
      isClosing = true;
      wake();
      await running;
    },
  };
}
