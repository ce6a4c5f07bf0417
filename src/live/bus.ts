import type { Logger } from 'pino';

/** Says that there may be something new in the log. It says nothing else, and may be lost: the log is looked at anyway. */
export interface Bus {
  /** Tells the other gateways, where the database doesn't. */
  readonly announce: () => void;
  readonly close: () => Promise<void>;
}

export interface BusOptions {
  readonly url: string;
  readonly logger: Logger;
  /** There may be something new. */
  readonly onHint: () => void;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2000;

/** How long to wait before another try: twice as long each time, and not the same for all gateways. */
export function chooseRetryDelay(tries: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LAST_RETRY_MS) * (0.5 + Math.random() / 2);
}

/** Logs that something is lost once, however often it is tried again, and that it is back. */
export function createOutageLog(logger: Logger, name: string) {
  let isLost = false;
  return {
    begin: (error: unknown): void => {
      if (!isLost)
        logger.warn({ reason: describeError(error) }, `${name} is lost: events come up to 2 s later meanwhile`);
      isLost = true;
    },
    end: (): void => {
      if (isLost) logger.info(`${name} is back`);
      isLost = false;
    },
  };
}

/** Only the words: an error of ioredis holds the command that failed, with its password. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Where a name has several addresses, the error of all has no words of its own.
  return error.message || ('code' in error ? String(error.code) : error.name);
}
