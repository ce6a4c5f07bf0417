import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import { jsonList, moment } from '../db/columns.js';
import { kindColumns } from '../item/table.js';

/** The fields that only live blogs have. Lists do not show these fields, so `content_items` does not have them. */
export const liveBlogs = pgTable('live_blogs', kindColumns());

export const liveBlogPosts = pgTable(
  'live_blog_posts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contentId: bigint('content_id', { mode: 'number' })
      .notNull()
      .references(() => liveBlogs.contentId, { onDelete: 'cascade' }),
    title: text('title'),
    body: jsonList<Block>('body'),
    isKeyEvent: boolean('is_key_event').notNull().default(false),
    isPinned: boolean('is_pinned').notNull().default(false),
    publishedAt: moment('published_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** The id of the post in the system that it was imported from. It is unique within the live blog. */
    sourceId: text('source_id'),
    version: integer('version').notNull().default(1),
    /** The version of the post when its last event was written to the event log. Null before the first event. */
    loggedVersion: integer('logged_version'),
  },
  (table) => [
    index('live_blog_posts_newest').on(table.contentId, table.publishedAt, table.id),
    index('live_blog_posts_key_events').on(table.contentId, table.publishedAt, table.id).where(sql`is_key_event`),
    index('live_blog_posts_pinned').on(table.contentId, table.publishedAt, table.id).where(sql`is_pinned`),
    // The clock (src/event-log/clock.ts) reads the posts whose publication has no event yet.
    index('live_blog_posts_to_open').on(table.publishedAt).where(sql`logged_version is null`),
    uniqueIndex('live_blog_posts_by_source').on(table.contentId, table.sourceId),
  ],
);
