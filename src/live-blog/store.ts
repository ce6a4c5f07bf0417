import { desc, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { statement } from '../db/statement.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { liveBlogPosts } from './table.js';

/** A post as it is stored. The statements that read the posts of a live blog are for blogs that were read as public. */
export type PostRow = typeof liveBlogPosts.$inferSelect;

/** A post with the live blog that it belongs to. */
export interface LiveBlogPost extends PostRow {
  readonly liveBlog: ContentItem;
}

/** The most key events, and the most pinned posts, that a live blog shows. */
export const MOST_CHOSEN = 100;

/** A post is public from its time on, if its live blog is public. */
export const isPostPublic = sql`${liveBlogPosts.publishedAt} <= ${sql.placeholder('now')}`;

const ids = sql`${sql.placeholder('ids')}::bigint[]`;

const selectPostsWhere = (name: string, condition: SQL) =>
  statement(name, (db) =>
    db
      .select({ ...getTableColumns(liveBlogPosts), liveBlog: contentColumns })
      .from(liveBlogPosts)
      .innerJoin(contentItems, sql`${contentItems.id} = ${liveBlogPosts.contentId}`)
      .where(sql`${liveBlogPosts.id} = any(${ids}) and ${condition}`),
  );
export const selectPosts = selectPostsWhere('live_blog_posts_by_id', sql`${isPostPublic} and ${isPublic}`);
/** For the newsroom: posts of hidden live blogs too. */
export const selectAnyPosts = selectPostsWhere('any_live_blog_posts_by_id', sql`true`);

/** The number of public posts of each live blog; no row for a live blog without posts. */
export const selectCounts = statement('live_blog_post_counts', (db) =>
  db
    .select({ contentId: liveBlogPosts.contentId, count: sql<number>`count(*)::int` })
    .from(liveBlogPosts)
    .where(sql`${liveBlogPosts.contentId} = any(${ids}) and ${isPostPublic}`)
    .groupBy(liveBlogPosts.contentId),
);

/** The newest posts of each live blog that editors marked. The subquery has the table's name, so that its columns are selected without another join. */
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
      .from(sql`unnest(${ids}) as asked(blog)`)
      .crossJoinLateral(chosen)
      .orderBy(desc(liveBlogPosts.publishedAt), desc(liveBlogPosts.id));
  });
export const selectKeyEvents = selectChosen('live_blog_key_events', sql`${liveBlogPosts.isKeyEvent}`);
export const selectPinned = selectChosen('live_blog_pinned_posts', sql`${liveBlogPosts.isPinned}`);
