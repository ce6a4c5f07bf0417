import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import type { Source } from '../fields/field-types.js';
import type { Image } from '../image/image.js';
import { contentId } from '../item/table.js';

/** The fields that only infographics have. Lists do not show them, so they are not in `content_items`. */
export const infographics = pgTable('infographics', {
  contentId: contentId().primaryKey(),
  /** The text beside the drawing. It says in words what the drawing shows. */
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  /** The panels of the drawing, in order. */
  images: jsonb('images').$type<Image[]>().notNull().default([]),
  /** The address of the interactive version. */
  embedUrl: text('embed_url'),
  sources: jsonb('sources').$type<Source[]>().notNull().default([]),
});
