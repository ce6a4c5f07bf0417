import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import { contentItems } from '../item/table.js';
import type { Caption, Rendition } from './playback.js';

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
