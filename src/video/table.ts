import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Block } from '../content/blocks.js';
import type { Caption, Rendition } from '../content/playback.js';
import { contentItems } from '../content/table.js';

/** What only a video has, and only its own page needs. */
export const videos = pgTable('videos', {
  contentId: bigint('content_id', { mode: 'number' })
    .primaryKey()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  renditions: jsonb('renditions').$type<Rendition[]>().notNull().default([]),
  captions: jsonb('captions').$type<Caption[]>().notNull().default([]),
  /** The player of another service. */
  embedUrl: text('embed_url'),
});
