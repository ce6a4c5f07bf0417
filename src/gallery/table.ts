import { jsonb, pgTable } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import type { Image } from '../image/image.js';
import { contentId } from '../item/table.js';

/** The fields that only galleries have. Lists do not show them, so they are not in `content_items`. */
export const galleries = pgTable('galleries', {
  contentId: contentId().primaryKey(),
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  images: jsonb('images').$type<Image[]>().notNull().default([]),
});
