import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import { moment } from '../db/columns.js';
import { contentId } from '../item/table.js';

/** The fields that only a live blog has, and that only its own page shows. */
export const liveBlogs = pgTable('live_blogs', {
  contentId: contentId().primaryKey(),
  /** The text over its posts. */
  body: jsonb('body').$type<Block[]>().notNull().default([]),
});

export const liveBlogPosts = pgTable(
  'live_blog_posts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contentId: bigint('content_id', { mode: 'number' })
      .notNull()
      .references(() => liveBlogs.contentId, { onDelete: 'cascade' }),
    title: text('title'),
    body: jsonb('body').$type<Block[]>().notNull().default([]),
    isKeyEvent: boolean('is_key_event').notNull().default(false),
    isPinned: boolean('is_pinned').notNull().default(false),
    publishedAt: moment('published_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** The importer's name of the post, unique within its live blog. */
    sourceId: text('source_id'),
    version: integer('version').notNull().default(1),
    /** The version that the event log has. Null before the post's first event. */
    loggedVersion: integer('logged_version'),
  },
  (table) => [
    index('live_blog_posts_newest').on(table.contentId, table.publishedAt, table.id),
    index('live_blog_posts_key_events').on(table.contentId, table.publishedAt, table.id).where(sql`is_key_event`),
    index('live_blog_posts_pinned').on(table.contentId, table.publishedAt, table.id).where(sql`is_pinned`),
    // The clock looks for posts to publish.
    index('live_blog_posts_to_open').on(table.publishedAt).where(sql`logged_version is null`),
    uniqueIndex('live_blog_posts_by_source').on(table.contentId, table.sourceId),
  ],
);
