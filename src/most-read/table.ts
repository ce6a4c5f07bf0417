import { bigint, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentItems } from '../item/table.js';

/** Views by hour: `hour` is the hour's beginning. */
export const contentViews = pgTable(
  'content_views',
  {
    contentId: bigint('content_id', { mode: 'number' })
      .notNull()
      .references(() => contentItems.id, { onDelete: 'cascade' }),
    hour: moment('hour').notNull(),
    views: integer('views').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.hour] }),
    index('content_views_by_hour').on(table.hour, table.contentId, table.views),
  ],
);

/** All views of an item, kept by a trigger of `content_views`: what a list in the order of reading walks along. Each item has a row. */
export const contentPopularity = pgTable(
  'content_popularity',
  {
    contentId: bigint('content_id', { mode: 'number' })
      .primaryKey()
      .references(() => contentItems.id, { onDelete: 'cascade' }),
    views: bigint('views', { mode: 'number' }).notNull().default(0),
  },
  (table) => [index('content_popularity_most_viewed').on(table.views, table.contentId)],
);
