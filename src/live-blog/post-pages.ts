import { desc, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Database } from '../db/client.js';
import type { Key, PageRequest } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import {
  isPostPublic,
  type PostRow,
  selectAnyPosts,
  selectCounts,
  selectKeyEvents,
  selectPinned,
  selectPosts,
} from './store.js';
import { liveBlogPosts } from './table.js';

interface PostPageRequest {
  readonly liveBlogId: number;
  readonly page: PageRequest;
}

/** The sort key of a post, which a cursor holds. */
export const POST_KEY = ['moment', 'bigint'] as const;
export const postKey = (post: PostRow): Key => [post.publishedAt.toISOString(), post.id];

/** These keys stand for a missing cursor. `NEWEST` is newer than every post. `OLDEST` is older than every post. */
const NEWEST: Key = ['infinity', '9223372036854775807'];
const OLDEST: Key = ['-infinity', '0'];

const key = sql`(${liveBlogPosts.publishedAt}, ${liveBlogPosts.id})`;
const after = sql`(asked.after_at, asked.after_id)`;
const before = sql`(asked.before_at, asked.before_id)`;
const ofBlog = sql`${liveBlogPosts.contentId} = asked.blog and ${isPostPublic}`;

const selectEnd = (direction: 'asc' | 'desc', condition: SQL) =>
  sql`(select ${condition} as found from ${liveBlogPosts} where ${ofBlog}
    order by ${liveBlogPosts.publishedAt} ${sql.raw(direction)}, ${liveBlogPosts.id} ${sql.raw(direction)} limit 1)`;

/** The requests as rows. `before_page.found` and `behind_page.found` say if the list has posts outside the cursors. */
const asked = sql`jsonb_to_recordset(${sql.placeholder('requests')}::jsonb) as asked(request int, blog bigint,
    backward boolean, size int, after_at timestamptz, after_id bigint, before_at timestamptz, before_id bigint)
  left join lateral ${selectEnd('desc', sql`${key} >= ${after}`)} as before_page on true
  left join lateral ${selectEnd('asc', sql`${key} <= ${before}`)} as behind_page on true`;

const selectSlice = (db: Database, backward: boolean) => {
  const direction = sql.raw(backward ? 'asc' : 'desc');
  return (
    db
      .select(getTableColumns(liveBlogPosts))
      .from(liveBlogPosts)
      .where(
        sql`asked.backward is ${sql.raw(String(backward))} and ${ofBlog} and ${key} < ${after} and ${key} > ${before}`,
      )
      // `limit` is written as SQL, because the method `limit` of Drizzle does not take a column.
      .orderBy(sql`${liveBlogPosts.publishedAt} ${direction}, ${liveBlogPosts.id} ${direction} limit asked.size`)
  );
};

/**
 * Selects all requested pages. An index finds the start of each page, so a late page costs no more than the first page.
 * The subquery has the name of the table, so that Drizzle reads its columns as columns of the table.
 */
const selectPages = statement('live_blog_post_pages', (db) =>
  db
    .select({
      request: sql<number>`asked.request`,
      isBefore: sql<boolean | null>`before_page.found`,
      isBehind: sql<boolean | null>`behind_page.found`,
      post: getTableColumns(liveBlogPosts),
    })
    .from(asked)
    .leftJoinLateral(unionAll(selectSlice(db, false), selectSlice(db, true)).as('live_blog_posts'), sql`true`)
    .orderBy(desc(liveBlogPosts.publishedAt), desc(liveBlogPosts.id)),
);

/**
 * Reads pages of posts. A page has one row more if there is a further page, and a backward page is in reverse order.
 * `isBefore`: the list has posts up to the cursor `after`. `isBehind`: the list has posts from the cursor `before` on.
 */
async function findPostPages(db: Database, now: Date, requests: readonly PostPageRequest[]) {
  const values = requests.map(({ liveBlogId, page }, request) => {
    const [after_at, after_id] = page.after ?? NEWEST;
    const [before_at, before_id] = page.before ?? OLDEST;
    const { backward, size } = page;
    return { request, blog: liveBlogId, backward, size: size + 1, after_at, after_id, before_at, before_id };
  });
  const rows = await selectPages(db, { now, requests: JSON.stringify(values) });
  return requests.map(({ page }, index) => {
    const own = rows.filter(({ request }) => request === index);
    const posts = own.flatMap(({ post }) => post ?? []);
    return {
      rows: page.backward ? posts.reverse() : posts,
      isBefore: own[0]?.isBefore ?? false,
      isBehind: own[0]?.isBehind ?? false,
    };
  });
}

const liveBlogOf = ({ contentId }: { readonly contentId: number }) => contentId;

/** `postById` checks that the live blog is public. For the other loaders, the caller must have checked this. */
export function liveBlogLoaders({ batch, db, now }: Reading) {
  return {
    postById: batch.loadById((ids) => selectPosts(db, { now, ids })),
    /** Also loads posts of hidden live blogs, so only mutations may use it. */
    anyPostById: batch.loadById((ids) => selectAnyPosts(db, { ids })),
    posts: batch.loader((requests: readonly PostPageRequest[]) => findPostPages(db, now, requests)),
    postCount: batch.loadOne((ids) => selectCounts(db, { now, ids }), liveBlogOf),
    keyEvents: batch.loadList((ids) => selectKeyEvents(db, { now, ids }), liveBlogOf),
    pinnedPosts: batch.loadList((ids) => selectPinned(db, { now, ids }), liveBlogOf),
  };
}
