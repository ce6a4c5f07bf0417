import { beforeAll, describe, expect, it } from 'vitest';
import type { ContentDraftInput } from '../../src/ingest/contract/draft.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const post = (sourceId: string, publishedAt: Date, rest: object = {}) => ({
  ...{ sourceId, title: sourceId, publishedAt },
  body: [{ type: 'paragraph' as const, html: `About <em>${sourceId}</em>.` }],
  ...rest,
});

const blog = (headline: string, rest: Partial<ContentDraftInput>) =>
  make().article({ type: 'LIVE_BLOG', headline, publishedAt: hoursAgo(5), ...rest });

beforeAll(async () => {
  await blog('Storm on the coast', {
    coverageStartTime: hoursAgo(4),
    body: [{ type: 'paragraph', html: 'What is known so far.' }],
    posts: [
      post('First winds', hoursAgo(4), { isKeyEvent: true }),
      post('Ferries stop', hoursAgo(3), { isKeyEvent: true, isPinned: true, updatedAt: hoursAgo(2) }),
      post('Numbers to call', hoursAgo(3.5), { isPinned: true }),
      post('A tree falls', hoursAgo(1)),
      post('Later today', hoursAgo(-1), { isKeyEvent: true, isPinned: true }),
    ],
  });
  await blog('Ended', { coverageStartTime: hoursAgo(4), coverageEndTime: hoursAgo(1) });
  await blog('Ends soon', { coverageStartTime: hoursAgo(4), coverageEndTime: hoursAgo(-1) });
  await blog('To begin', { coverageStartTime: hoursAgo(-2) });
  await blog('Of no hours', {});
  await blog('Withdrawn', { status: 'WITHDRAWN', posts: [post('Gone', hoursAgo(3))] });
  await blog('Scheduled', { publishedAt: hoursAgo(-1), posts: [post('Too early', hoursAgo(3))] });
});

async function findBlog<Data = Record<string, unknown>>(headline: string, fields: string): Promise<Data> {
  const slug = headline.toLowerCase().replaceAll(' ', '-');
  const { data, errors } = await gateway().ask<{ content: Data }>(
    `query ($slug: String!) { content(by: { slug: $slug }) { __typename ... on LiveBlog { ${fields} } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.content;
}

describe('a live blog', () => {
  it.each([
    ['Storm on the coast', true],
    ['Ended', false],
    ['Ends soon', true],
    ['To begin', false],
    ['Of no hours', true],
  ])('knows whether it is live: %s', async (headline, isLive) => {
    expect(await findBlog(headline, 'isLive')).toMatchObject({ isLive });
  });

  it('is live from its start time until its end time, without a write to the database', async () => {
    const isLiveAt = async (headline: string, now: Date) => {
      gateway().now = now;
      const { isLive } = await findBlog(headline, 'isLive');
      gateway().now = NOW;
      return isLive;
    };
    expect(await isLiveAt('To begin', new Date(hoursAgo(-2).getTime() - 1))).toBe(false);
    expect(await isLiveAt('To begin', hoursAgo(-2))).toBe(true);
    expect(await isLiveAt('Ends soon', new Date(hoursAgo(-1).getTime() - 1))).toBe(true);
    expect(await isLiveAt('Ends soon', hoursAgo(-1))).toBe(false);
  });

  it('has coverage times, a body, and key events and pinned posts, the newest first', async () => {
    const fields =
      'coverageStartTime coverageEndTime body { ... on ParagraphBlock { text } } keyEvents { title } pinnedPosts { title }';
    expect(await findBlog('Storm on the coast', fields)).toMatchObject({
      coverageStartTime: hoursAgo(4).toISOString(),
      coverageEndTime: null,
      body: [{ text: 'What is known so far.' }],
      keyEvents: [{ title: 'Ferries stop' }, { title: 'First winds' }],
      pinnedPosts: [{ title: 'Ferries stop' }, { title: 'Numbers to call' }],
    });
  });

  it('lists its public posts with bodies, flags and dates, and counts the posts', async () => {
    const { posts } = await findBlog<{ posts: { totalCount: number; nodes: { title: string }[] } }>(
      'Storm on the coast',
      'posts { totalCount nodes { title isKeyEvent isPinned publishedAt updatedAt body { ... on ParagraphBlock { html } } } }',
    );
    expect(posts.totalCount).toBe(4);
    expect(posts.nodes.map(({ title }) => title)).toEqual([
      'A tree falls',
      'Ferries stop',
      'Numbers to call',
      'First winds',
    ]);
    expect(posts.nodes[1]).toEqual({
      ...{ title: 'Ferries stop', isKeyEvent: true, isPinned: true },
      ...{ publishedAt: hoursAgo(3).toISOString(), updatedAt: hoursAgo(2).toISOString() },
      body: [{ html: 'About <em>Ferries stop</em>.' }],
    });
    expect(
      await findBlog('Ended', 'posts { totalCount nodes { id } } keyEvents { id } pinnedPosts { id }'),
    ).toMatchObject({ posts: { totalCount: 0, nodes: [] }, keyEvents: [], pinnedPosts: [] });
  });

  it('shows a scheduled post from its publication time on', async () => {
    gateway().now = hoursAgo(-1);
    const fields = 'posts { totalCount nodes { title } } keyEvents { title } pinnedPosts { title }';
    const found = JSON.stringify(await findBlog('Storm on the coast', fields));
    gateway().now = NOW;
    expect(found.match(/Later today/g)).toHaveLength(3);
    expect(found).toContain('"totalCount":5');
  });
});

describe('a post', () => {
  async function findPost(title: string) {
    const { rows } = await database().pool.query('select id from live_blog_posts where title = $1', [title]);
    const id = Buffer.from(`LiveBlogPost:${rows[0].id}`).toString('base64');
    const { data, errors } = await gateway().ask<{ node: unknown }>(
      'query ($id: ID!) { node(id: $id) { __typename ... on LiveBlogPost { title liveBlog { headline } } } }',
      { id },
    );
    expect(errors).toBeUndefined();
    return data.node;
  }

  it('is found by its global id, and names its live blog', async () => {
    expect(await findPost('A tree falls')).toEqual({
      ...{ __typename: 'LiveBlogPost', title: 'A tree falls' },
      liveBlog: { headline: 'Storm on the coast' },
    });
  });

  it('is not found before its publication time, or while its live blog is not public', async () => {
    for (const title of ['Later today', 'Gone', 'Too early']) expect(await findPost(title), title).toBeNull();
    gateway().now = hoursAgo(-1);
    expect(await findPost('Later today')).not.toBeNull();
    expect(await findPost('Too early')).not.toBeNull();
    expect(await findPost('Gone')).toBeNull();
    gateway().now = NOW;
  });
});
