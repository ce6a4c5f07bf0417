import { bigint, index, pgTable, primaryKey, real, smallint } from 'drizzle-orm/pg-core';
import { contentItems } from '../item/table.js';

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

/**
 * Items that are about the same by their words: computed when either is indexed for search, kept with the one that was
 * indexed later, read from both sides. Without foreign keys, which would cost as much as the rest of it: whoever reads
 * it joins the items.
 */
export const similarContent = pgTable(
  'similar_content',
  {
    contentId: bigint('content_id', { mode: 'number' }).notNull(),
    similarId: bigint('similar_id', { mode: 'number' }).notNull(),
    /** 0 to 1: how alike, with what was published at about the same time before the rest. */
    score: real('score').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.similarId] }),
    index('similar_content_by_similar').on(table.similarId),
  ],
);

/** Items that were indexed and are still to be related by their text: the index puts them here in its own transaction. */
export const contentToRelate = pgTable('content_to_relate', {
  contentId: bigint('content_id', { mode: 'number' })
    .primaryKey()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
});
