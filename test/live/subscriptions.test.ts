import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { useFollowing } from './follow.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);
const follow = useFollowing(gateway);

const TICKER = 'operations/BreakingTicker';
const CHANGES = 'operations/ContentChanges';

beforeEach(() => {
  gateway().now = NOW;
});

const run = async <Row>(name: string, variables: Record<string, unknown>) =>
  runEditorial<Row>(await gateway().as('publisher'), name, variables);

async function publishLine(input: Record<string, unknown> = {}) {
  const text = `Line ${Math.random()}`;
  const payload = await run<{ id: string }>('PublishBreakingItem', { input: { text, ...input } });
  expect(payload.userErrors).toEqual([]);
  return { id: payload.item?.id ?? '', cursor: payload.cursor ?? '', text };
}

const updateLine = async (input: Record<string, unknown>) => {
  const publisher = await gateway().as('publisher');
  const { errors } = await publisher.ask(
    'mutation ($input: UpdateBreakingItemInput!) { updateBreakingItem(input: $input) { userErrors { message } } }',
    { input },
  );
  expect(errors).toBeUndefined();
};

describe('the ticker', () => {
  it('sends one event when an item is published, corrected and retracted, in order', async () => {
    const { told } = await follow(TICKER);
    const { cursor, id, text } = await publishLine({ urgency: 1 });
    await run('CorrectBreakingItem', { id, text: 'Put right' });
    await run('RetractBreakingItem', { id, reason: 'It was wrong.' });
    await expect.poll(() => told).toHaveLength(3);
    expect(told).toMatchObject([
      { change: 'PUBLISHED', cursor, itemId: id, reason: null },
      { change: 'CORRECTED', itemId: id },
      { change: 'RETRACTED', itemId: id, reason: 'It was wrong.', item: null },
    ]);
    expect([text, 'Put right', undefined]).toContain(told[0]?.item?.text);
  });

  it('resumes after a cursor: it sends the missed events, then live events, each once', async () => {
    const lines = [await publishLine(), await publishLine(), await publishLine()];
    const { told } = await follow(TICKER, { after: lines[0]?.cursor });
    await expect.poll(() => told.map(({ itemId }) => itemId)).toEqual([lines[1]?.id, lines[2]?.id]);
    const live = await publishLine();
    await expect.poll(() => told.map(({ itemId }) => itemId)).toEqual([lines[1]?.id, lines[2]?.id, live.id]);
  });

  it('sends only events from now on without `after`', async () => {
    await publishLine();
    const { told } = await follow(TICKER);
    const { id } = await publishLine();
    await expect.poll(() => told.map(({ itemId }) => itemId)).toEqual([id]);
  });

  it('applies its filter to missed and live events, and sends the changes of an item that no longer matches', async () => {
    const before = await publishLine({ urgency: 9 });
    const urgent = await publishLine({ urgency: 1 });
    const filter = { maxUrgency: 2 };
    const { told } = await follow(TICKER, { filter, after: before.cursor });
    await publishLine({ urgency: 5 });
    await publishLine({ urgency: 1, language: 'es' });
    await updateLine({ id: urgent.id, urgency: 8 });
    await run('RetractBreakingItem', { id: urgent.id, reason: 'Wrong.' });
    await expect
      .poll(() => told.map(({ change, itemId }) => [change, itemId]))
      .toEqual([
        ['PUBLISHED', urgent.id],
        ['UPDATED', urgent.id],
        ['RETRACTED', urgent.id],
      ]);
    const everywhere = await follow(TICKER, { filter: { language: '*', regions: ['northern-isles'] } });
    await publishLine({ region: 'western-delta' });
    const line = await publishLine({ region: 'northern-isles' });
    await expect.poll(() => everywhere.told.map(({ itemId }) => itemId)).toEqual([line.id]);
  });

  it('shows the item as it is now: null if it was retracted after the event', async () => {
    const start = await publishLine();
    const gone = await publishLine();
    await run('RetractBreakingItem', { id: gone.id, reason: 'No.' });
    const { told } = await follow(TICKER, { after: start.cursor });
    await expect.poll(() => told).toHaveLength(2);
    expect(told).toMatchObject([
      { change: 'PUBLISHED', itemId: gone.id, item: null },
      { change: 'RETRACTED', item: null },
    ]);
  });

  it.each([
    ['nonsense', { after: 'nonsense' }, 'INVALID_CURSOR'],
    [
      'a cursor of a list',
      { after: Buffer.from('["2026-01-01T00:00:00.000Z",1]').toString('base64url') },
      'INVALID_CURSOR',
    ],
    ['an urgency of 0', { filter: { maxUrgency: 0 } }, 'BAD_USER_INPUT'],
    ['an invalid language', { filter: { language: '!!' } }, 'BAD_USER_INPUT'],
  ])('refuses %s with a code', async (_what, variables, code) => {
    const { errors } = await follow(TICKER, variables);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it('is executed once for each event and group of equal subscriptions', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => follow(TICKER)));
    const others = await follow(TICKER, { filter: { maxUrgency: 9 } });
    database().statements.length = 0;
    const { id } = await publishLine();
    for (const { told } of [...all, others]) await expect.poll(() => told.map(({ itemId }) => itemId)).toEqual([id]);
    const loads = database().statements.filter(({ sql }) => /from "breaking_items"/.test(sql));
    // The mutation's payload needs statements too, and each of the two groups needs one.
    expect(loads.length).toBeLessThanOrEqual(4);
  });

  it('misses nothing between a query with `liveCursor` and the subscription after it', async () => {
    const query = '{ liveCursor breakingItems(first: 100) { nodes { id } } }';
    interface Start {
      readonly liveCursor: string;
      readonly breakingItems: { nodes: { id: string }[] };
    }
    const published: string[] = [];
    let isDone = false;
    const writing = (async () => {
      while (!isDone) published.push((await publishLine()).id);
    })();
    const rounds: { readonly shown: string[]; readonly told: { readonly itemId?: string | null }[] }[] = [];
    for (let round = 0; round < 6; round += 1) {
      const { data } = await gateway().ask<Start>(query);
      const { told } = await follow(TICKER, { after: data.liveCursor });
      rounds.push({ shown: data.breakingItems.nodes.map(({ id }) => id), told });
    }
    isDone = true;
    await writing;
    expect(published.length).toBeGreaterThan(6);
    for (const { shown, told } of rounds) {
      const missed = () => published.filter((id) => !shown.includes(id) && !told.some(({ itemId }) => itemId === id));
      await expect.poll(missed).toEqual([]);
      expect(new Set(told.map(({ itemId }) => itemId)).size).toBe(told.length);
    }
  });
});

describe('changes of content', () => {
  it('are sent if the item matches the filter before or after the change', async () => {
    const { told } = await follow(CHANGES, { filter: { sections: ['politics'], tags: { anyOf: ['ferries'] } } });
    await desk.createPublished({ section: 'politics' });
    const { id } = await desk.createPublished({ section: 'politics', tags: ['ferries'] });
    const moved = { id, version: 2, section: 'economy' };
    await run('UpdateArticle', { input: moved });
    await run('WithdrawArticle', { id, reason: 'Gone.' });
    await expect
      .poll(() => told.map(({ change, itemId, reason }) => [change, itemId, reason]))
      .toEqual([
        ['PUBLISHED', id, undefined],
        ['UPDATED', id, undefined],
        ['WITHDRAWN', id, undefined],
      ]);
    expect(told[2]?.item).toBeNull();
  });

  it('can be paged through without a cursor: first all public items, then the log', async () => {
    const query = `query ($since: String) { changes(since: $since, first: 100) {
      nodes { cursor change itemId reason item { id version } } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      readonly changes: {
        nodes: { change: string; itemId: string; reason: string | null; item: { id: string } | null }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const known = new Map<string, boolean>();
    let since: string | null = null;
    const sync = async () => {
      for (let isMore = true; isMore; ) {
        const { data, errors } = await gateway().ask<Page>(query, { since });
        expect(errors).toBeUndefined();
        for (const { item, itemId } of data.changes.nodes) known.set(itemId, item !== null);
        isMore = data.changes.pageInfo.hasNextPage;
        since = data.changes.pageInfo.endCursor;
      }
    };
    const [first, second] = [await desk.createPublished(), await desk.createPublished()];
    await sync();
    const { rows } = await database().pool.query(
      `select count(*)::int from content_items where state = 'RELEASED' and visible_from <= $1 and coalesce(expires_at > $1, true)`,
      [NOW],
    );
    expect([...known.values()].filter(Boolean)).toHaveLength(rows[0].count);
    await run('WithdrawArticle', { id: first.id, reason: 'No.' });
    const third = await desk.createPublished();
    await sync();
    expect([first, second, third].map(({ id }) => known.get(id))).toEqual([false, true, true]);
    const { data } = await gateway().ask<Page>(query, { since });
    expect(data.changes.nodes).toEqual([]);
    expect(data.changes.pageInfo).toEqual({ hasNextPage: false, endCursor: since });
    const late = await desk.createPublished();
    const { told } = await follow(CHANGES, { after: since });
    await expect.poll(() => told.map(({ itemId }) => itemId)).toEqual([late.id]);
  });
});

describe('posts of a live blog', () => {
  it('are sent when they are added, changed and removed, but not if they belong to another blog', async () => {
    const { data } = await gateway().ask<{ content: { id: string } }>(
      '{ content(by: { slug: "live-fog-in-the-strait-and-an-island-that-waits" }) { id } }',
    );
    const { id } = data.content;
    const { told } = await follow('live/LiveBlogPosts', { id });
    const post = { liveBlogId: id, title: 'News', body: [{ paragraph: { html: 'It <b>clears</b>.' } }] };
    const { post: added } = await run<{ id: string }>('AddLiveBlogPost', { input: post });
    const editor = await gateway().as('editor');
    await editor.ask(
      'mutation ($id: ID!) { updateLiveBlogPost(input: { id: $id, version: 1, isPinned: true }) { userErrors { message } } }',
      { id: added?.id },
    );
    await editor.ask('mutation ($id: ID!) { removeLiveBlogPost(input: { id: $id }) { userErrors { message } } }', {
      id: added?.id,
    });
    await expect.poll(() => told.map(({ change }) => change)).toEqual(['PUBLISHED', 'UPDATED', 'WITHDRAWN']);
    expect(told.map(({ postId }) => postId)).toEqual([added?.id, added?.id, added?.id]);
    expect(told[2]?.post).toBeNull();
    const draft = Buffer.from('LiveBlog:999999').toString('base64');
    expect((await follow('live/LiveBlogPosts', { id: draft })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
