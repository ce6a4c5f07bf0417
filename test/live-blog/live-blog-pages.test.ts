import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { findScannedTables } from '../support/plans.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

/** Makes ten live blogs with 150 posts each, five posts in each minute. Two of the blogs get 20,000 older posts. */
beforeAll(async () => {
  for (let i = 0; i < 10; i++) {
    const posts = Array.from({ length: 150 }, (_, n) => ({
      ...{ sourceId: `${n}`, title: `Post ${n}`, isKeyEvent: n % 10 !== 0, isPinned: n % 10 === 0 },
      publishedAt: new Date(hoursAgo(6).getTime() + Math.floor(n / 5) * 60_000),
    }));
    await make().article({ type: 'LIVE_BLOG', headline: `Blog ${i}`, coverageStartTime: hoursAgo(6), posts });
  }
  await database().pool.query(`
    insert into live_blog_posts (content_id, title, is_key_event, published_at, updated_at)
    select id, 'Old ' || n, n % 50 = 0, '2026-03-01'::timestamptz - n * interval '1 minute', now()
    from content_items cross join generate_series(1, 20000) as n where slug in ('blog-8', 'blog-9')`);
  await database().pool.query('vacuum analyze');
});

interface Page {
  readonly nodes: { title: string }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function readPage(args: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await gateway().ask<{ content: { posts: Page } }>(
    `query ($first: Int, $last: Int, $after: String, $before: String) { content(by: { slug: "blog-3" }) { ... on LiveBlog {
      posts(first: $first, last: $last, after: $after, before: $before) {
        nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`,
    args,
  );
  expect(errors).toBeUndefined();
  return data.content.posts;
}

const titles = (count: number) => Array.from({ length: count }, (_, n) => `Post ${n}`).reverse();

describe('the posts of a live blog', () => {
  it('can be paged from the newest to the oldest, each once, even if several posts have the same time', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo } = await readPage({ first: 7, after });
      seen.push(...nodes.map(({ title }) => title));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(titles(150));
  });

  it('can be paged backward from the oldest, and each page still has the newest post first', async () => {
    const seen: string[] = [];
    for (let before: string | null = null; ; ) {
      const { nodes, pageInfo } = await readPage({ last: 40, before });
      seen.unshift(...nodes.map(({ title }) => title));
      expect(pageInfo.hasNextPage).toBe(before !== null);
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(seen).toEqual(titles(150));
  });

  it('stay on their pages while newer posts are added, and pageInfo is right in both directions', async () => {
    const first = await readPage({ first: 10 });
    const { rows } = await database().pool.query(
      `insert into live_blog_posts (content_id, title, published_at, updated_at)
      select id, 'Just now', $1, $1 from content_items where slug = 'blog-3' returning id`,
      [hoursAgo(0.5)],
    );
    const second = await readPage({ first: 10, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ title }) => title)).toEqual(titles(150).slice(10, 20));
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const above = await readPage({ last: 10, before: first.pageInfo.startCursor });
    expect(above.nodes.map(({ title }) => title)).toEqual(['Just now']);
    expect(above.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const between = await readPage({ first: 100, after: first.pageInfo.startCursor, before: first.pageInfo.endCursor });
    expect(between.nodes.map(({ title }) => title)).toEqual(titles(150).slice(1, 9));
    await database().pool.query('delete from live_blog_posts where id = $1', [rows[0].id]);
    const nothing = await readPage({ last: 10, before: first.pageInfo.startCursor });
    expect(nothing).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it.each([
    ['first: 0', 'BAD_USER_INPUT', 'first'],
    ['last: 101', 'BAD_USER_INPUT', 'last'],
    ['first: 1, last: 1', 'BAD_USER_INPUT', 'last'],
    ['after: "nonsense"', 'INVALID_CURSOR', 'after'],
    ['before: "WzEsMl0"', 'INVALID_CURSOR', 'before'],
  ])('refuse %s, and name the argument', async (args, code, argument) => {
    const { errors } = await gateway().ask(
      `{ content(by: { slug: "blog-3" }) { ... on LiveBlog { posts(${args}) { nodes { id } } } } }`,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code, argument } });
  });
});

async function countStatements(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  database().statements.length = 0;
  const { errors } = await gateway().ask(query, variables);
  expect(errors).toBeUndefined();
  return database().statements.length;
}

describe('the SQL statements', () => {
  it('of LiveBlogPage are at most six, for lists of any length', async () => {
    const page = await readOperation('LiveBlogPage');
    for (const first of [1, 5, 20, 100]) {
      const count = await countStatements(page, { slug: 'blog-3', first });
      expect(count).toBeGreaterThan(2);
      expect(count).toBeLessThanOrEqual(6);
    }
  });

  it.each(['blog-3', 'blog-9'])('of LiveBlogPage for %s read few posts besides the returned posts', async (slug) => {
    const { statements } = database();
    const { data } = await gateway().ask<{ content: { posts: { pageInfo: { endCursor: string } } } }>(
      'query ($slug: String!) { content(by: { slug: $slug }) { ... on LiveBlog { posts(first: 100) { pageInfo { endCursor } } } } }',
      { slug },
    );
    const after = data.content.posts.pageInfo.endCursor;
    await countStatements(await readOperation('LiveBlogPage'), { slug, first: 20, after });
    const sent = statements.filter(({ sql }) => sql.includes('live_blog_posts') && !sql.includes('count(*)'));
    expect(sent).toHaveLength(2);
    for (const { params, sql } of sent) {
      expect(await findScannedTables(database(), { params, sql }), sql).not.toContain('live_blog_posts');
      const { rows } = await database().pool.query(`explain (analyze, format json) ${sql}`, [...params]);
      const plan = JSON.stringify(rows[0]);
      const visited = [...plan.matchAll(/"(?:Actual Rows|Rows Removed by Filter)":(\d+)/g)].map(([, n]) => Number(n));
      expect(Math.max(...visited), sql).toBeLessThan(200);
    }
  });

  it('are as many for ten live blogs with key events, counts and posts as for one live blog', async () => {
    const query = `query ($blogs: Int!, $posts: Int!) { contentItems(first: $blogs, filter: { types: [LIVE_BLOG] }) { nodes {
      ... on LiveBlog { isLive body { __typename } keyEvents { id } pinnedPosts { id }
        posts(first: $posts) { totalCount nodes { id liveBlog { headline } body { __typename } } }
        oldest: posts(last: $posts) { nodes { id } } } } } }`;
    const one = await countStatements(query, { blogs: 1, posts: 1 });
    expect(await countStatements(query, { blogs: 10, posts: 40 })).toBe(one);
    const posts = database().statements.filter(({ sql }) => sql.includes('jsonb_to_recordset'));
    expect(posts.filter(({ sql }) => sql.includes('live_blog_posts'))).toHaveLength(1);
  });

  it('are not sent for counts and posts that the query does not select', async () => {
    const blog = (fields: string) => `{ content(by: { path: "/news/blog-3" }) { ... on LiveBlog { ${fields} } } }`;
    expect(await countStatements(blog('isLive coverageStartTime'))).toBe(1);
    expect(await countStatements(blog('posts { totalCount }'))).toBe(2);
    expect(await countStatements(blog('posts { nodes { id } pageInfo { endCursor } edges { cursor } }'))).toBe(2);
  });
});
