import { eq, sql } from 'drizzle-orm';
import { findMedia } from '../body/media.js';
import type { Database } from '../db/client.js';
import { contentItems } from '../item/table.js';
import { liveBlogPosts } from './table.js';

type Post = typeof liveBlogPosts.$inferSelect;

/** The values of a post that an editor chooses. */
export type PostValues = Pick<Post, 'title' | 'body' | 'isKeyEvent' | 'isPinned'>;

/** Locks a live blog until the transaction ends, so that no other transaction writes the live blog or its posts. */
export async function lockLiveBlog(db: Database, id: number) {
  const [row] = await db
    .select({ id: contentItems.id, state: contentItems.state })
    .from(contentItems)
    .where(sql`${contentItems.id} = ${id} and ${contentItems.type} = 'LIVE_BLOG'`)
    .for('no key update');
  return row;
}

/** Locks a post, after its live blog, because one order of locks avoids deadlocks. */
export async function lockPost(db: Database, id: number): Promise<Post | undefined> {
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
  values: PostValues & Pick<Post, 'contentId' | 'publishedAt' | 'updatedAt'>,
): Promise<number> {
  const [row] = await db.insert(liveBlogPosts).values(values).returning({ id: liveBlogPosts.id });
  if (!row) throw new Error('the post was not written');
  return row.id;
}

/** Changes a post and adds 1 to its version. A post from before there were revisions gets its first one. */
export async function updatePost(db: Database, id: number, values: PostValues & Pick<Post, 'updatedAt'>) {
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
