import { and, desc, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { isAsked } from '../db/asked.js';
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

/** The most key events that a live blog shows. The same limit holds for its pinned posts. */
export const MOST_CHOSEN = 100;

/** The condition that the time of a post has come. The post is public if its live blog is public too. */
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

/**
 * Selects the newest marked posts of each live blog. The subquery has the name of the table, so that Drizzle reads
 * its columns as columns of the table.
 */
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
