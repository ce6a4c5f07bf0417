import { bigint, jsonb, pgTable } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import type { Image } from '../image/image.js';
import { contentItems } from '../item/table.js';

/** What only a gallery has, and only its own page needs. */
export const galleries = pgTable('galleries', {
  contentId: bigint('content_id', { mode: 'number' })
    .primaryKey()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  images: jsonb('images').$type<Image[]>().notNull().default([]),
});
