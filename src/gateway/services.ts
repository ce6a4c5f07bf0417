import type { Logger } from 'pino';
import { createRevocations } from '../access/revocations.js';
import type { Config } from '../config.js';
import type { DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import type { Services } from '../graphql/context.js';
import { startHub } from '../live/hub.js';
import { startListenBus } from '../live/listen-bus.js';
import { startRedisBus } from '../live/redis-bus.js';
import { createViewCounter } from '../most-read/view-counter.js';
import { createPreviewLinks } from '../preview-link/links.js';
import { createIndexing } from '../search/indexing.js';

interface ServiceOptions {
  readonly config: Pick<Config, 'maxLiveQueriesPerAddress' | 'redisUrl'>;
  readonly database: DatabaseClient;
  readonly logger: Logger;
  /** Logs what fails of the database. */
  readonly faults: FaultLog;
  readonly clock: () => Date;
}

/** What runs beside the requests. Closing it writes what it still holds. */
export function startServices({ clock, config, database, faults, logger }: ServiceOptions) {
  const { maxLiveQueriesPerAddress, redisUrl } = config;
  const { db, pool, reading } = database;
  const indexing = createIndexing(pool, faults);
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
