import type { Logger } from 'pino';
import type { DatabaseClient } from '../db/client.js';
import type { Services } from '../graphql/context.js';
import { createViewCounter } from '../most-read/view-counter.js';
import { createPreviewLinks } from '../newsroom/preview-links.js';
import { createIndexing } from '../search/indexing.js';

interface ServiceOptions {
  readonly database: DatabaseClient;
  readonly logger: Logger;
  readonly clock: () => Date;
}

/** What runs beside the requests. Closing it writes what it still holds. */
export function createServices({
  clock,
  database: { db, pool },
  logger,
}: ServiceOptions): Services & { readonly close: () => Promise<void> } {
  const indexing = createIndexing(pool, logger);
  const views = createViewCounter({ db, logger, clock });
  return {
    indexSoon: indexing.soon,
    countView: views.count,
    previewLinks: createPreviewLinks(db),
    close: async () => {
      await views.close();
      await indexing.close();
    },
  };
}
