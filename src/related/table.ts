import { bigint, index, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import { contentItems } from '../content/table.js';

/** What an editor chose as related news, in order. */
export const relatedContent = pgTable(
  'related_content',
  {
    contentId: bigint('content_id', { mode: 'number' })
      .notNull()
      .references(() => contentItems.id, { onDelete: 'cascade' }),
    relatedId: bigint('related_id', { mode: 'number' })
      .notNull()
      .references(() => contentItems.id, { onDelete: 'cascade' }),
    position: smallint('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.relatedId] }),
    index('related_content_by_related').on(table.relatedId),
  ],
);
