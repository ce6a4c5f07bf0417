import type pg from 'pg';
import type { FaultLog } from '../db/outage-log.js';
import { indexChangedContent } from './indexer.js';

/** Makes the background job that indexes changed items. `soon` starts a run, or another run after the current run. */
export function createIndexing(pool: pg.Pool, logger: Pick<FaultLog, 'warn'>) {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isClosing = false;
  async function run(): Promise<void> {
    while (isWanted && !isClosing) {
      isWanted = false;
      // Items that are not indexed stay on the list for the next run.
      await indexChangedContent(pool, () => isClosing).catch((err: unknown) =>
        logger.warn({ err }, 'search: changed items could not be indexed: the next run indexes them'),
      );
    }
    running = undefined;
  }
  return {
    soon: (): void => {
      isWanted = true;
      running ??= run();
    },
    close: async (): Promise<void> => {
      isClosing = true;
      await running;
    },
  };
}
