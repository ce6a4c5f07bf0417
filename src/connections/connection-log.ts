import type { Logger } from 'pino';

const EVERY_MS = 1000;

/** How many connections were lost, by reason. */
interface Losses {
  /** Refused, because too many were open. */
  refused: number;
  /** Closed to make room for others. */
  gaveWay: number;
  /** Cut, because their clients did not read. */
  unread: number;
}

const none = (): Losses => ({ refused: 0, gaveWay: 0, unread: 0 });

/** Logs how many connections were lost, in at most one line a second: a flood of connections must not flood the log. */
export function createConnectionLog(logger: Pick<Logger, 'warn'>, countOpen: () => number) {
  let losses = none();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    const { gaveWay, refused, unread } = losses;
    losses = none();
    const message = `connections: ${refused} refused, ${gaveWay} closed to make room for others, ${unread} cut because their clients did not read`;
    logger.warn({ open: countOpen(), refused, gaveWay, unread }, message);
  }

  return {
    note: (kind: keyof Losses): void => {
      losses[kind] += 1;
      timer ??= setTimeout(tell, EVERY_MS).unref();
    },
    close: (): void => {
      if (timer) tell();
    },
  };
}
