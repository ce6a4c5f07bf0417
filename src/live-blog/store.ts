import { desc, getTableColumns, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { liveBlogPosts } from './table.js';

/** A post as it is stored. What reads posts of a live blog is given blogs that were read as public. */
export type PostRow = typeof liveBlogPosts.$inferSelect;

/** A post with the live blog that it belongs to. */
export interface LiveBlogPost extends PostRow {
  readonly liveBlog: ContentItem;
}

/** The most key events, and the most pinned posts, that a live blog shows. */
export const MOST_CHOSEN = 100;

/** A post is public once its time has come, if its live blog is. */
export const isPostPublic = sql`${liveBlogPosts.publishedAt} <= ${sql.placeholder('now')}`;

const ids = sql`${sql.placeholder('ids')}::bigint[]`;

const selectPosts = statement('live_blog_posts_by_id', (db) =>
  db
    .select({ post: getTableColumns(liveBlogPosts), liveBlog: contentColumns })
    .from(liveBlogPosts)
    .innerJoin(contentItems, sql`${contentItems.id} = ${liveBlogPosts.contentId}`)
    .where(sql`${liveBlogPosts.id} = any(${ids}) and ${isPostPublic} and ${isPublic}`),
);

const selectAnyPosts = statement('any_live_blog_posts_by_id', (db) =>
  db
    .select({ post: getTableColumns(liveBlogPosts), liveBlog: contentColumns })
    .from(liveBlogPosts)
    .innerJoin(contentItems, sql`${contentItems.id} = ${liveBlogPosts.contentId}`)
    .where(sql`${liveBlogPosts.id} = any(${ids})`),
);

const selectCounts = statement('live_blog_post_counts', (db) =>
  db
    .select({ contentId: liveBlogPosts.contentId, count: sql<number>`count(*)::int` })
    .from(liveBlogPosts)
    .where(sql`${liveBlogPosts.contentId} = any(${ids}) and ${isPostPublic}`)
    .groupBy(liveBlogPosts.contentId),
);

/** The newest of each live blog's posts that editors marked. What is found stands in for the table: it isn't joined again. */
const selectChosen = (name: string, mark: ReturnType<typeof sql>) =>
  statement(name, (db) => {
    const chosen = db
      .select(getTableColumns(liveBlogPosts))
      .from(liveBlogPosts)
      .where(sql`${liveBlogPosts.contentId} = asked.blog and ${mark} and ${isPostPublic}`)
      .orderBy(desc(liveBlogPosts.publishedAt), desc(liveBlogPosts.id))
      .limit(MOST_CHOSEN)
      .as('live_blog_posts');
    return db
      .select(getTableColumns(liveBlogPosts))
      .from(sql`unnest(${ids}) as asked(blog)`)
      .crossJoinLateral(chosen)
      .orderBy(desc(liveBlogPosts.publishedAt), desc(liveBlogPosts.id));
  });
const selectKeyEvents = selectChosen('live_blog_key_events', sql`${liveBlogPosts.isKeyEvent}`);
const selectPinned = selectChosen('live_blog_pinned_posts', sql`${liveBlogPosts.isPinned}`);

/** Those of the posts that are public at `now`, as their live blogs are. */
export async function findPostsByIds(db: Database, now: Date, posts: readonly number[]): Promise<LiveBlogPost[]> {
  const rows = await selectPosts(db, { now, ids: posts });
  return rows.map(({ liveBlog, post }) => ({ ...post, liveBlog }));
}

/** For the newsroom: those of live blogs that are not public, too. */
export async function findAnyPosts(db: Database, posts: readonly number[]): Promise<LiveBlogPost[]> {
  const rows = await selectAnyPosts(db, { ids: posts });
  return rows.map(({ liveBlog, post }) => ({ ...post, liveBlog }));
}

/** How many posts each live blog has; nothing of one that has none. */
export function findPostCounts(db: Database, now: Date, blogs: readonly number[]) {
  return selectCounts(db, { now, ids: blogs });
}

/** The key events of each live blog, the newest first. */
export function findKeyEvents(db: Database, now: Date, blogs: readonly number[]): Promise<PostRow[]> {
  return selectKeyEvents(db, { now, ids: blogs });
}

/** The pinned posts of each live blog, the newest first. */
export function findPinnedPosts(db: Database, now: Date, blogs: readonly number[]): Promise<PostRow[]> {
  return selectPinned(db, { now, ids: blogs });
}
