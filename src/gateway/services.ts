import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createRevocations } from '../access/revocations.js';
import type { Config } from '../config.js';
import type { DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { startHub } from '../live/hub.js';
import { startListenBus } from '../live/listen-bus.js';
import { startRedisBus } from '../live/redis-bus.js';
import { createViewCounter } from '../most-read/view-counter.js';
import { createPreviewLinks } from '../preview-link/links.js';
import type { Services } from '../schema/context.js';
import { createIndexer } from '../search/indexer.js';

interface ServiceOptions {
  readonly config: Pick<Config, 'maxLiveQueriesPerAddress' | 'redisUrl'>;
  readonly database: DatabaseClient;
  readonly logger: Logger;
  /** The log for faults that an outage of the database may cause. */
  readonly faults: FaultLog;
  readonly clock: () => Date;
}

/** Starts the services that run beside requests: hub, bus, indexing, counting views. `close` writes the last views. */
export function startServices({ clock, config, database, faults, logger }: ServiceOptions) {
  const { maxLiveQueriesPerAddress, redisUrl } = config;
  const { db, pool, reading } = database;
  const indexing = createIndexer(pool, faults);
  const views = createViewCounter({ db, logger: faults, clock });
  const revocations = createRevocations();
  const hub = startHub({ database, logger: faults, clock, revocations, maxPerAddress: maxLiveQueriesPerAddress });
  const { connectionString = '' } = pool.options;
  const toBus = { logger, onHint: hub.wake };
  const bus = redisUrl
    ? startRedisBus({ url: redisUrl, ...toBus })
    : startListenBus({ url: connectionString, ...toBus });
  const services: Services = {
    indexSoon: indexing.soon,
    announce: bus.announce,
    countView: views.count,
    previewLinks: createPreviewLinks(reading.db),
  };
  return {
    services,
    hub,
    revocations,
    close: async (): Promise<void> => {
      await bus.close();
      await hub.close();
      await views.close();
      await indexing.close();
    },
  };
}

/** Returns whether the database answers in time. The gateway is not ready without the database. */
export async function isReady(pool: pg.Pool, patienceMs = 2000): Promise<boolean> {
  const answers = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answers, sleep(patienceMs, false, { ref: false })]);
}
