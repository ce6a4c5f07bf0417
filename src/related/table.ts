import { bigint, index, pgTable, primaryKey, real, smallint } from 'drizzle-orm/pg-core';
import { contentId, contentItems } from '../item/table.js';

/** The related news that an editor chose, in order. */
export const relatedContent = pgTable(
  'related_content',
  {
    contentId: contentId(),
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
 * Pairs of items whose texts are similar. A pair is stored with the item that was indexed later (`content_id`), and queries look
 * for both. Foreign keys would double the cost of writing, so queries join `content_items` to leave out deleted items.
 */
export const similarContent = pgTable(
  'similar_content',
  {
    contentId: bigint('content_id', { mode: 'number' }).notNull(),
    similarId: bigint('similar_id', { mode: 'number' }).notNull(),
    /** The similarity of the texts, from 0 to 1. It is higher if both items were published at about the same time. */
    score: real('score').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.similarId] }),
    index('similar_content_by_similar').on(table.similarId),
  ],
);

/** A queue of items whose similar items have to be computed. The indexer adds an item in the transaction that indexes it. */
export const contentToRelate = pgTable('content_to_relate', {
  contentId: contentId().primaryKey(),
});
