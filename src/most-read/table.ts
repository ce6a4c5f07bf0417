import { bigint, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentId } from '../item/table.js';

/** The number of views of each item in each hour. `hour` is the start of the hour. */
export const contentViews = pgTable(
  'content_views',
  {
    contentId: contentId(),
    hour: moment('hour').notNull(),
    views: integer('views').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.hour] }),
    index('content_views_by_hour').on(table.hour, table.contentId, table.views),
  ],
);

/** The sum of all views of each item. A trigger of `content_views` updates the sum. The order MOST_READ uses it. */
export const contentPopularity = pgTable(
  'content_popularity',
  {
    contentId: contentId().primaryKey(),
    views: bigint('views', { mode: 'number' }).notNull().default(0),
  },
  (table) => [index('content_popularity_most_viewed').on(table.views, table.contentId)],
);
