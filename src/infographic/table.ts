import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import type { Source } from '../fields/field-types.js';
import type { Image } from '../image/image.js';
import { contentId } from '../item/table.js';

/** The fields that only an infographic has, and that only its own page shows. */
export const infographics = pgTable('infographics', {
  contentId: contentId().primaryKey(),
  /** The text beside it, which says in words what the drawing shows. */
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  /** Its panels, in order. */
  images: jsonb('images').$type<Image[]>().notNull().default([]),
  /** The interactive version. */
  embedUrl: text('embed_url'),
  sources: jsonb('sources').$type<Source[]>().notNull().default([]),
});
