import type { Logger } from 'pino';

const EVERY_MS = 1000;

interface Losses {
  refused: number;
  gaveWay: number;
  unread: number;
}

const none = (): Losses => ({ refused: 0, gaveWay: 0, unread: 0 });

/** Logs how many connections were refused or closed early, at most once a second even in a flood. */
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
