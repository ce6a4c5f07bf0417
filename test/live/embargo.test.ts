import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClock } from '../../src/event-log/clock.js';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { type Told, useFollowing } from './follow.js';

const database = useDatabase();
const gateway = useGateway(database);
const maker = useMaker(database);
const follow = useFollowing(gateway);

let clock: ReturnType<typeof startClock> | undefined;
beforeAll(() => {
  clock = startClock({
    ...{ database: database(), logger: pino({ level: 'silent' }), clock: () => gateway().now },
    ...{ retentionMs: 86_400_000, announce: () => {}, prune: [] },
  });
});
afterAll(() => clock?.close());

const CHANGES = 'operations/ContentChanges';
const OPENS = hoursAgo(-1);
/** An item becomes public at most one second after its time. */
const SOON = { timeout: 1000, interval: 20 };

const globalId = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');

/** Makes content for a later time: two items, a breaking item, and a post of a public live blog. */
async function makeWaiting() {
  const { article, record } = maker();
  const blog = await article({
    ...{ type: 'LIVE_BLOG', headline: 'Open blog' },
    posts: [{ sourceId: '1', title: 'Waiting post', publishedAt: OPENS, body: [] }],
  });
  await article({ headline: 'Waiting, scheduled', publishedAt: OPENS });
  await article({ headline: 'Waiting, under embargo', embargoedUntil: OPENS });
  await record({
    ...{ record: 'breaking', language: 'en', sourceId: 'line', text: 'Waiting line', publishedAt: OPENS },
    expiresAt: hoursAgo(-9),
  });
  return { blogId: globalId('LiveBlog', blog.id) };
}

const headlines = (told: readonly Told[]) => told.map(({ change, item }) => `${change} ${item?.headline}`).sort();

describe('scheduled content and content under embargo', () => {
  it('reaches no subscriber before its time, live or from an old cursor, and every subscriber within a second after its time', async () => {
    const { data } = await gateway().ask<{ liveCursor: string }>('{ liveCursor }');
    const { blogId } = await makeWaiting();
    const before = new Date(OPENS.getTime() - 1);
    gateway().now = before;
    const live = await follow(CHANGES);
    const resumed = await follow(CHANGES, { after: data.liveCursor });
    const ticker = await follow('operations/BreakingTicker', { after: data.liveCursor });
    const posts = await follow('live/LiveBlogPosts', { id: blogId, after: data.liveCursor });
    const sync = await readOperation('Sync');
    // This public event is the last event. So a subscriber that has this event has all earlier events.
    await maker().article({ headline: 'Public' });
    await expect.poll(() => headlines(live.told)).toEqual(['PUBLISHED Public']);
    await expect.poll(() => headlines(resumed.told)).toEqual(['PUBLISHED Open blog', 'PUBLISHED Public']);
    const { data: synced } = await gateway().ask(sync, { since: data.liveCursor });
    expect(JSON.stringify([synced, live, resumed, ticker, posts])).not.toMatch(/Waiting/);
    expect([...ticker.told, ...posts.told]).toEqual([]);

    gateway().now = OPENS;
    const opened = ['PUBLISHED Waiting, scheduled', 'PUBLISHED Waiting, under embargo'];
    await expect.poll(() => headlines(live.told.slice(1)), SOON).toEqual(opened);
    await expect.poll(() => headlines(resumed.told.slice(2)), SOON).toEqual(opened);
    await expect.poll(() => ticker.told.map(({ item }) => item?.text), SOON).toEqual(['Waiting line']);
    await expect.poll(() => posts.told.map(({ post }) => post?.title), SOON).toEqual(['Waiting post']);
    const { data: again } = await gateway().ask(sync, { since: data.liveCursor });
    expect(JSON.stringify(again)).toMatch(
      /Waiting, scheduled.*Waiting, under embargo|Waiting, under embargo.*Waiting, scheduled/s,
    );
  });
});
