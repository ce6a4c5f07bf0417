import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import type { Image } from '../image/image.js';
import { contentItems } from '../item/table.js';

/** What only an infographic has, and only its own page needs. */
export const infographics = pgTable('infographics', {
  contentId: bigint('content_id', { mode: 'number' })
    .primaryKey()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  /** The text beside it: what it says in words. */
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  /** Its panels, in order. */
  images: jsonb('images').$type<Image[]>().notNull().default([]),
  /** The interactive form of it. */
  embedUrl: text('embed_url'),
  sources: jsonb('sources')
    .$type<{ name: string; role?: string | undefined; url?: string | undefined }[]>()
    .notNull()
    .default([]),
});
