import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

interface Payload {
  post: { id: string; title: string | null; version: number; [field: string]: unknown } | null;
  postId: string | null;
  cursor: string | null;
  userErrors: { code: string; field: string | null }[];
}

const POST = `post { id title body { __typename ... on ParagraphBlock { html } } isKeyEvent isPinned publishedAt updatedAt
  version liveBlog { headline } }`;
const BODY = [{ paragraph: { html: 'The <strong>north</strong> pier is shut.' } }];
const VIDEO = [{ embed: { provider: 'youtube', url: 'https://www.youtube.com/watch?v=1' } }];

/** Runs a mutation as an editor. */
async function write(mutation: string, input: Record<string, unknown>): Promise<Payload> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const shown = mutation.startsWith('remove') ? 'postId' : POST;
  const { data, errors } = await (await gateway().as('editor')).ask<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${shown} cursor userErrors { code message field } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  const payload = data[mutation];
  if (!payload) throw new Error(`${mutation} returned no payload`);
  return payload;
}

async function add(title: string, more: object = {}, blog = 'Storm'): Promise<NonNullable<Payload['post']>> {
  const { post, userErrors } = await write('addLiveBlogPost', {
    liveBlogId: await blogId(blog),
    title,
    body: BODY,
    ...more,
  });
  expect(userErrors).toEqual([]);
  if (!post) throw new Error('addLiveBlogPost returned no post');
  return post;
}

async function rowOf(headline: string) {
  const { rows } = await database().pool.query(
    'select id, version, updated_at as "updatedAt", has_video as "hasVideo" from content_items where headline = $1',
    [headline],
  );
  return rows[0];
}
const blogId = async (headline: string) => encodeGlobalId('LiveBlog', (await rowOf(headline)).id);
const keyOf = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);

async function eventsOf(id: string): Promise<{ position: string; change: string; version: number }[]> {
  const { rows } = await database().pool.query(
    `select position, change, version from events where subject = 'POST' and subject_id = $1 order by position`,
    [keyOf(id)],
  );
  return rows;
}

async function revisionsOf(id: string): Promise<object[]> {
  const { rows } = await database().pool.query(
    `select version, action, changed_by as "by", snapshot ->> 'title' as title from revisions where post_id = $1 order by version`,
    [keyOf(id)],
  );
  return rows;
}

async function titles(headline: string): Promise<string[]> {
  const { data } = await gateway().ask<{ node: { posts: { nodes: { title: string }[] } } }>(
    'query ($id: ID!) { node(id: $id) { ... on LiveBlog { posts(first: 100) { nodes { title } } } } }',
    { id: await blogId(headline) },
  );
  return data.node.posts.nodes.map(({ title }) => title);
}

beforeAll(async () => {
  const blog = (headline: string, more: object = {}) =>
    make().article({ type: 'LIVE_BLOG', headline, publishedAt: hoursAgo(5), ...more });
  await blog('Storm');
  await blog('Films');
  await blog('Draft', { status: 'DRAFT' });
  await blog('Withdrawn', { status: 'WITHDRAWN' });
  await blog('Busy');
  await blog('Old', { posts: [{ sourceId: 'old', title: 'As it was', publishedAt: hoursAgo(4), body: [] }] });
  await make().article({ headline: 'No live blog' });
});

beforeEach(() => {
  gateway().now = NOW;
});

describe('addLiveBlogPost', () => {
  it('publishes a post at once, and stores an event and a revision', async () => {
    const before = await rowOf('Storm');
    const post = await add('Pier shut', { isKeyEvent: true, isPinned: true });
    expect(post).toMatchObject({
      ...{ title: 'Pier shut', isKeyEvent: true, isPinned: true, version: 1, liveBlog: { headline: 'Storm' } },
      body: [{ __typename: 'ParagraphBlock', html: 'The <strong>north</strong> pier is shut.' }],
      ...{ publishedAt: NOW.toISOString(), updatedAt: NOW.toISOString() },
    });
    expect(await titles('Storm')).toContain('Pier shut');
    expect(await eventsOf(post.id)).toMatchObject([{ change: 'PUBLISHED', version: 1 }]);
    expect(await revisionsOf(post.id)).toEqual([
      { version: 1, action: 'CREATED', by: 'the editor', title: 'Pier shut' },
    ]);
    // The live blog keeps its version, so an editor who changes its headline gets no conflict.
    expect(await rowOf('Storm')).toEqual({ ...before, updatedAt: NOW });
  });

  it('returns the cursor of the post’s event', async () => {
    const { cursor, post } = await write('addLiveBlogPost', {
      liveBlogId: await blogId('Storm'),
      title: 'A',
      body: [],
    });
    const [event] = await eventsOf(post?.id ?? '');
    expect(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString())).toEqual(['log', Number(event?.position)]);
  });

  it('adds a post to a draft, and readers do not see the post', async () => {
    const post = await add('Prepared', {}, 'Draft');
    expect(post.liveBlog).toEqual({ headline: 'Draft' });
    const { data } = await gateway().ask('query ($id: ID!) { node(id: $id) { id } }', { id: post.id });
    expect(data).toEqual({ node: null });
  });

  it('accepts a title without a body, and a body without a title', async () => {
    expect(await add('Only a title', { body: [] })).toMatchObject({ body: [] });
    expect(await add('', { title: null })).toMatchObject({ title: null });
    expect(await add(' ')).toMatchObject({ title: null });
  });

  it('stores texts that look like SQL unchanged', async () => {
    const text = `O'Hara"; drop table live_blog_posts; -- $1 \\ %_`;
    const post = await add(text, { body: [{ paragraph: { html: `O'Hara; -- $1 \\ %_` } }] });
    expect(post).toMatchObject({ title: text, body: [{ html: `O'Hara; -- $1 \\ %_` }] });
  });

  it.each([
    ['body', 'INVALID', { title: ' ', body: [] }],
    ['title', 'INVALID', { title: 'x'.repeat(501) }],
    ['body.1.heading.level', 'INVALID', { body: [...BODY, { heading: { level: 9, text: 'No' } }] }],
    [
      'body.0.articleLink.article',
      'NOT_FOUND',
      { body: [{ articleLink: { article: encodeGlobalId('Article', 999_999) } }] },
    ],
    ['liveBlogId', 'NOT_FOUND', { liveBlogId: encodeGlobalId('LiveBlog', 999_999) }],
    ['liveBlogId', 'INVALID', { liveBlogId: encodeGlobalId('Article', 1) }],
  ])('refuses a wrong %s with %s, and writes nothing', async (field, code, fault) => {
    const count = async () => (await database().pool.query('select from live_blog_posts')).rowCount;
    const before = await count();
    const refused = await write('addLiveBlogPost', {
      liveBlogId: await blogId('Storm'),
      title: 'No',
      body: BODY,
      ...fault,
    });
    expect(refused).toMatchObject({ post: null, cursor: null, userErrors: [{ code, field }] });
    expect(await count()).toBe(before);
  });

  it('does not add a post to an article, or to a withdrawn live blog', async () => {
    const article = encodeGlobalId('LiveBlog', (await rowOf('No live blog')).id);
    const wrong = await write('addLiveBlogPost', { liveBlogId: article, title: 'No', body: [] });
    expect(wrong.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: 'liveBlogId' }]);
    const gone = await write('addLiveBlogPost', { liveBlogId: await blogId('Withdrawn'), title: 'No', body: [] });
    expect(gone.userErrors).toMatchObject([{ code: 'CONFLICT', field: 'liveBlogId' }]);
  });

  it('accepts posts of 20 reporters at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Reporter ${index}`);
    await Promise.all(names.map((name) => add(name, {}, 'Busy')));
    expect((await titles('Busy')).sort()).toEqual(names.sort());
    expect((await rowOf('Busy')).version).toBe(1);
  });
});

describe('updateLiveBlogPost', () => {
  it('changes the given fields and keeps the others', async () => {
    const { id } = await add('Before', { isKeyEvent: true });
    gateway().now = hoursAgo(-1);
    const { post } = await write('updateLiveBlogPost', { id, version: 1, title: 'After', isPinned: true });
    expect(post).toMatchObject({ title: 'After', isKeyEvent: true, isPinned: true, version: 2, body: [{}] });
    expect(post).toMatchObject({ publishedAt: NOW.toISOString(), updatedAt: hoursAgo(-1).toISOString() });
    expect((await rowOf('Storm')).updatedAt).toEqual(hoursAgo(-1));
    const cleared = await write('updateLiveBlogPost', { id, version: 2, title: null, body: BODY });
    expect(cleared.post).toMatchObject({ title: null, version: 3 });
    expect((await eventsOf(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'UPDATED', 'UPDATED']);
    expect(await revisionsOf(id)).toMatchObject([
      { title: 'Before' },
      { title: 'After', action: 'UPDATED' },
      { title: null },
    ]);
  });

  it('accepts one of two edits of a version, and answers the other with CONFLICT and the changed post', async () => {
    const { id } = await add('Version one');
    const payloads = await Promise.all(
      ['Mine', 'Yours'].map((title) => write('updateLiveBlogPost', { id, version: 1, title })),
    );
    const [winner, loser] = payloads.sort((a, b) => a.userErrors.length - b.userErrors.length);
    expect(winner?.post).toMatchObject({ version: 2 });
    expect(loser?.userErrors).toMatchObject([{ code: 'CONFLICT', field: 'version' }]);
    expect(loser?.post).toEqual(winner?.post);
  });

  it('refuses to make a post empty, or a required field null', async () => {
    const { id } = await add('Title', { body: [] });
    for (const [field, change] of [
      ['body', { title: null }],
      ['body', { body: null }],
      ['isPinned', { isPinned: null }],
      ['isKeyEvent', { isKeyEvent: null }],
    ] as const) {
      const { post, userErrors } = await write('updateLiveBlogPost', { id, version: 1, ...change });
      expect({ post, userErrors }).toMatchObject({ post: null, userErrors: [{ code: 'INVALID', field }] });
    }
  });

  it('first stores the old version if the post has no revision yet', async () => {
    const { rows } = await database().pool.query(`select id from live_blog_posts where source_id = 'old'`);
    await database().pool.query('delete from revisions where post_id = $1', [rows[0].id]);
    const id = encodeGlobalId('LiveBlogPost', rows[0].id);
    await write('updateLiveBlogPost', { id, version: 1, title: 'As it is' });
    expect(await revisionsOf(id)).toMatchObject([
      { version: 1, action: 'FOUND', title: 'As it was' },
      { version: 2, action: 'UPDATED', title: 'As it is' },
    ]);
  });
});

describe('removeLiveBlogPost', () => {
  it('removes the post, writes an event, and keeps the revisions', async () => {
    const { id } = await add('A mistake');
    const removed = await write('removeLiveBlogPost', { id });
    expect(removed).toMatchObject({ postId: id, userErrors: [] });
    expect(await titles('Storm')).not.toContain('A mistake');
    const events = await eventsOf(id);
    expect(events).toMatchObject([{ change: 'PUBLISHED' }, { change: 'WITHDRAWN', version: 2 }]);
    expect(JSON.parse(Buffer.from(removed.cursor ?? '', 'base64url').toString())[1]).toBe(Number(events[1]?.position));
    expect(await revisionsOf(id)).toMatchObject([
      {},
      { version: 2, action: 'REMOVED', by: 'the editor', title: 'A mistake' },
    ]);
    const again = await write('removeLiveBlogPost', { id });
    expect(again).toMatchObject({ postId: null, cursor: null, userErrors: [{ code: 'NOT_FOUND', field: 'id' }] });
  });
});

it('hasVideo of a live blog changes when posts with videos are added, edited and removed', async () => {
  const hasVideo = async () => (await rowOf('Films')).hasVideo;
  const [one, other] = [await add('One', { body: VIDEO }, 'Films'), await add('Other', { body: VIDEO }, 'Films')];
  expect(await hasVideo()).toBe(true);
  await write('removeLiveBlogPost', { id: one.id });
  expect(await hasVideo()).toBe(true);
  await write('updateLiveBlogPost', { id: other.id, version: 1, body: BODY });
  expect(await hasVideo()).toBe(false);
});

it('readers and contributors cannot write posts', async () => {
  const { id } = await add('Stays');
  const before = [await titles('Storm'), await revisionsOf(id)];
  const mutations = [
    `addLiveBlogPost(input: { liveBlogId: "${await blogId('Storm')}", title: "No", body: [] }) { cursor }`,
    `updateLiveBlogPost(input: { id: "${id}", version: 1, title: "No" }) { cursor }`,
    `removeLiveBlogPost(input: { id: "${id}" }) { cursor }`,
  ];
  for (const client of [gateway(), await gateway().as('contributor')]) {
    for (const mutation of mutations) {
      const { errors } = await client.ask(`mutation { ${mutation} }`);
      expect(errors?.[0]?.extensions.code, mutation).toBe('FORBIDDEN');
    }
  }
  expect([await titles('Storm'), await revisionsOf(id)]).toEqual(before);
});
