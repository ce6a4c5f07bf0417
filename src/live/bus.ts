import type { Logger } from 'pino';

/** Carries hints that the log may have new events. A lost hint does no harm: the log is also read at intervals. */
export interface Bus {
  /** Sends a hint to the other gateways. Does nothing if the database itself sends the hints. */
  readonly announce: () => void;
  readonly close: () => Promise<void>;
}

export interface BusOptions {
  readonly url: string;
  readonly logger: Logger;
  readonly onHint: () => void;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2000;

/** Returns the wait before the next try. It doubles with each try. A random part keeps gateways from trying at once. */
export function chooseRetryDelay(tries: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LAST_RETRY_MS) * (0.5 + Math.random() / 2);
}

/** Makes a log of outages. It logs once when the connection is lost, and once when the connection is back. */
export function createOutageLog(logger: Logger, name: string) {
  let isLost = false;
  return {
    begin: (error: unknown): void => {
      if (!isLost)
        logger.warn({ reason: describeError(error) }, `${name} is lost: until it is back, events come up to 2 s later`);
      isLost = true;
    },
    end: (): void => {
      if (isLost) logger.info(`${name} is back`);
      isLost = false;
    },
  };
}

/** Returns only the message of an error, because an error of ioredis also holds the failed command with the password. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // If a host name has several addresses and none can be reached, Node throws an error with an empty message.
  return error.message || ('code' in error ? String(error.code) : error.name);
}
