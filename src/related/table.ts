import { bigint, index, pgTable, primaryKey, real, smallint } from 'drizzle-orm/pg-core';
import { setAsideColumns } from '../db/columns.js';
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
 * Pairs of items whose texts are similar. `content_id` is the item that was indexed later. Queries search both columns.
 * There are no foreign keys, because they would double the cost of writing. Queries leave out deleted items.
 */
export const similarContent = pgTable(
  'similar_content',
  {
    contentId: bigint('content_id', { mode: 'number' }).notNull(),
    similarId: bigint('similar_id', { mode: 'number' }).notNull(),
    /** The similarity of the texts, from 0 to 1. The score is higher if the dates of the items are close. */
    score: real('score').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.similarId] }),
    index('similar_content_by_similar').on(table.similarId),
  ],
);

/** A queue of items for which similar items must be found. The indexer adds each item that it indexes. */
export const contentToRelate = pgTable('content_to_relate', {
  contentId: contentId().primaryKey(),
  ...setAsideColumns(),
});
