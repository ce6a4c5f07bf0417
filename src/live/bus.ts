import type { Logger } from 'pino';

/** Carries hints that the log may have new events. A hint may be lost, because the log is also read at intervals. */
export interface Bus {
  /** Hints to the other gateways, where the database does not do it itself. */
  readonly announce: () => void;
  readonly close: () => Promise<void>;
}

export interface BusOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Called with each hint. */
  readonly onHint: () => void;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2000;

/** The wait before another try: it doubles each time, and has a random part, so that gateways do not all try at once. */
export function chooseRetryDelay(tries: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LAST_RETRY_MS) * (0.5 + Math.random() / 2);
}

/** Logs once that a connection is lost, however many tries fail, and once that it is back. */
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

/** Only the message is logged: an error of ioredis also holds the failed command, with the password. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // If a name has several addresses, the error of them all has an empty message.
  return error.message || ('code' in error ? String(error.code) : error.name);
}
