import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { findMedia } from '../body/blocks.js';
import { isAsked } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { liveBlogPosts } from './table.js';

/** A post as it is stored. */
export type PostRow = typeof liveBlogPosts.$inferSelect;

/** A post with the live blog that it belongs to. */
export interface LiveBlogPost extends PostRow {
  readonly liveBlog: ContentItem;
}

/** The most key events that a live blog shows, and also the most pinned posts. */
export const MOST_CHOSEN = 100;

/** The condition that the publication time of a post has come. The post is public if its live blog is public too. */
export const isPostPublic = sql`${liveBlogPosts.publishedAt} <= ${sql.placeholder('now')}`;

const selectPostsWhere = (name: string, condition?: SQL) =>
  statement(name, (db) =>
    db
      .select({ ...getTableColumns(liveBlogPosts), liveBlog: contentColumns })
      .from(liveBlogPosts)
      .innerJoin(contentItems, sql`${contentItems.id} = ${liveBlogPosts.contentId}`)
      .where(and(isAsked(liveBlogPosts.id), condition)),
  );
export const selectPosts = selectPostsWhere('live_blog_posts_by_id', sql`${isPostPublic} and ${isPublic}`);
/** Also selects posts of hidden live blogs, so only mutations may use it. */
export const selectAnyPosts = selectPostsWhere('any_live_blog_posts_by_id');

/** Counts the public posts of each live blog. There is no row for a live blog without public posts. */
export const selectCounts = statement('live_blog_post_counts', (db) =>
  db
    .select({ contentId: liveBlogPosts.contentId, count: sql<number>`count(*)::int` })
    .from(liveBlogPosts)
    .where(and(isAsked(liveBlogPosts.contentId), isPostPublic))
    .groupBy(liveBlogPosts.contentId),
);

/** Selects the newest marked posts of each live blog. Drizzle reads the columns only if the subquery is named after the table. */
const selectChosen = (name: string, mark: SQL) =>
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
      .from(sql`unnest(${sql.placeholder('ids')}::bigint[]) as asked(blog)`)
      .crossJoinLateral(chosen)
      .orderBy(desc(liveBlogPosts.publishedAt), desc(liveBlogPosts.id));
  });
export const selectKeyEvents = selectChosen('live_blog_key_events', sql`${liveBlogPosts.isKeyEvent}`);
export const selectPinned = selectChosen('live_blog_pinned_posts', sql`${liveBlogPosts.isPinned}`);

/** The values of a post that an editor chooses. */
export type PostValues = Pick<PostRow, 'title' | 'body' | 'isKeyEvent' | 'isPinned'>;

/** Locks a live blog until the transaction ends, so that no other transaction writes the live blog or its posts. */
export async function lockLiveBlog(db: Database, id: number) {
  const [row] = await db
    .select({ id: contentItems.id, state: contentItems.state })
    .from(contentItems)
    .where(sql`${contentItems.id} = ${id} and ${contentItems.type} = 'LIVE_BLOG'`)
    .for('no key update');
  return row;
}

/** Locks the live blog of a post, then the post. All transactions use this order, to avoid deadlocks. */
export async function lockPost(db: Database, id: number): Promise<PostRow | undefined> {
  const own = eq(liveBlogPosts.id, id);
  const [found] = await db.select({ contentId: liveBlogPosts.contentId }).from(liveBlogPosts).where(own);
  if (!found) return undefined;
  await lockLiveBlog(db, found.contentId);
  const [row] = await db.select().from(liveBlogPosts).where(own).for('update');
  return row;
}

/** Inserts a post and returns its id. */
export async function insertPost(
  db: Database,
  values: PostValues & Pick<PostRow, 'contentId' | 'publishedAt' | 'updatedAt'>,
): Promise<number> {
  const [row] = await db.insert(liveBlogPosts).values(values).returning({ id: liveBlogPosts.id });
  if (!row) throw new Error('the post was not written');
  return row.id;
}

/** Changes a post and adds 1 to its version. First stores the current version as a revision, if none is stored. */
export async function updatePost(db: Database, id: number, values: PostValues & Pick<PostRow, 'updatedAt'>) {
  await db.execute(sql`
    insert into revisions (content_id, post_id, version, action, changed_at, changed_by, snapshot)
    select content_id, id, version, 'FOUND', updated_at, 'unknown', to_jsonb(live_blog_posts) - array['logged_version']
    from live_blog_posts where id = ${id} on conflict do nothing`);
  await db
    .update(liveBlogPosts)
    .set({ ...values, version: sql`${liveBlogPosts.version} + 1` })
    .where(eq(liveBlogPosts.id, id));
}

export async function deletePost(db: Database, id: number): Promise<void> {
  await db.delete(liveBlogPosts).where(eq(liveBlogPosts.id, id));
}

/**
 * Updates `updated_at`, `has_video` and `has_audio` of a locked live blog after a change of a post. The version stays
 * the same, so that an editor who changes the live blog meanwhile gets no conflict.
 */
export async function touchLiveBlog(db: Database, id: number, now: Date): Promise<void> {
  const { rows } = await db.execute<{ block: { type: string } }>(sql`
    select block from (
      select body from live_blogs where content_id = ${id} union all select body from live_blog_posts where content_id = ${id}
    ) as bodies, jsonb_array_elements(body) as block
    where block ->> 'type' = 'embed'`);
  const media = findMedia(rows.map(({ block }) => block));
  const updatedAt = sql`greatest(${contentItems.updatedAt}, ${now.toISOString()})`;
  await db
    .update(contentItems)
    .set({ ...media, updatedAt })
    .where(eq(contentItems.id, id));
}
