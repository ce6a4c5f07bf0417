import type { Logger } from 'pino';
import type { DatabaseClient } from '../db/client.js';
import type { Services } from '../graphql/context.js';
import { startHub } from '../live/hub.js';
import { startListenBus } from '../live/listen-bus.js';
import { createViewCounter } from '../most-read/view-counter.js';
import { createPreviewLinks } from '../newsroom/preview-links.js';
import { createIndexing } from '../search/indexing.js';

interface ServiceOptions {
  readonly database: DatabaseClient;
  readonly logger: Logger;
  readonly clock: () => Date;
}

/** What runs beside the requests. Closing it writes what it still holds. */
export function startServices({ clock, database: { db, pool }, logger }: ServiceOptions) {
  const indexing = createIndexing(pool, logger);
  const views = createViewCounter({ db, logger, clock });
  const hub = startHub({ pool, logger, clock });
  const { connectionString = '' } = pool.options;
  const bus = startListenBus({ connectionString, logger, onHint: hub.wake });
  const services: Services = {
    indexSoon: indexing.soon,
    countView: views.count,
    previewLinks: createPreviewLinks(db),
  };
  return {
    services,
    hub,
    close: async (): Promise<void> => {
      await bus.close();
      await hub.close();
      await views.close();
      await indexing.close();
    },
  };
}
