import type { Logger } from 'pino';

const EVERY_MS = 1000;

/** How connections are lost to their clients. */
interface Losses {
  /** Turned away, as there was no place. */
  refused: number;
  /** Closed to make room: idle, or waited for longest. */
  gaveWay: number;
  /** Cut, as they took nothing of what they were sent. */
  unread: number;
}

const none = (): Losses => ({ refused: 0, gaveWay: 0, unread: 0 });

/** Logs how many connections were lost, in one line a second at most: whoever floods the gateway doesn't flood its log. */
export function createConnectionLog(logger: Pick<Logger, 'warn'>, countOpen: () => number) {
  let losses = none();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    const { gaveWay, refused, unread } = losses;
    losses = none();
    const message = `connections: ${refused} refused, ${gaveWay} closed to make room for others, ${unread} cut that were not read`;
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
