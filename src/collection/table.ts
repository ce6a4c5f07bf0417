import { index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { namedColumns } from '../db/named-table.js';
import type { Image } from '../image/image.js';
import { contentId } from '../item/table.js';
import type { ContentRule } from '../list/rule.js';

/** The coverage packages. Each holds items about one story, chosen by editors or matched by a rule. */
export const collections = pgTable(
  'collections',
  {
    ...namedColumns(),
    title: text('title').notNull(),
    description: text('description'),
    mainImage: jsonb('main_image').$type<Image>(),
    /** Conditions on items. Matching items come after the chosen items. */
    rule: jsonb('rule').$type<ContentRule>(),
    position: integer('position').notNull().default(0),
  },
  (table) => [
    uniqueIndex('collections_by_slug').on(table.language, table.slug),
    index('collections_in_order').on(table.language, table.position, table.id),
  ],
);

export const collectionItems = pgTable(
  'collection_items',
  {
    collectionId: integer('collection_id')
      .notNull()
      .references(() => collections.id, { onDelete: 'cascade' }),
    contentId: contentId(),
    position: smallint('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.contentId] }),
    index('collection_items_by_content').on(table.contentId),
  ],
);
