import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import { contentItems } from '../item/table.js';

/** The columns of articles that other kinds do not have. Only an article's own page needs them. */
export const articles = pgTable('articles', {
  contentId: bigint('content_id', { mode: 'number' })
    .primaryKey()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  dateline: text('dateline'),
  /** Who supplied the article (ninjs infosources). */
  sources: jsonb('sources')
    .$type<{ name: string; role?: string | undefined; url?: string | undefined }[]>()
    .notNull()
    .default([]),
  audio: jsonb('audio').$type<{ url: string; durationSeconds?: number | undefined }>(),
});
