import { createClient } from 'graphql-ws';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readLog } from '../../src/event-log/read.js';
import { createRandom, type Random } from '../../src/generate/random.js';
import { writeLogCursor } from '../../src/writing/cursor.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const maker = useMaker(database);

const WRITERS = 8;
const OVERLAPS = 1000;
/** Each run has a new seed. A failure prints the seed in the title of the test. */
const SEED = Number(process.env.OVERLAPS_SEED ?? Math.floor(Math.random() * 1_000_000));

/** A writer with its own connection and its own breaking item. */
interface Writer {
  readonly client: pg.Client;
  readonly change: string;
}

const writers: Writer[] = [];
let reader: pg.Client;

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database().url });
  await client.connect();
  return client;
}

beforeAll(async () => {
  reader = await connect();
  for (let index = 0; index < WRITERS; index += 1) {
    const line = { sourceId: `line ${index}`, text: `Writer ${index}`, language: 'en', publishedAt: hoursAgo(1) };
    await maker().record({ record: 'breaking', ...line, expiresAt: new Date('2099-01-01T00:00:00Z') });
    writers.push({
      client: await connect(),
      change: `update breaking_items set version = version + 1 where text = 'Writer ${index}'`,
    });
  }
});
afterAll(() => Promise.all([reader, ...writers.map(({ client }) => client)].map((client) => client.end())));

/** Reads every position of the log. */
async function readAll(): Promise<number[]> {
  const { rows } = await reader.query('select position::int from events order by position');
  return rows.map(({ position }) => position);
}

/** Follows the log in pages of random sizes, as gateways do. */
function createFollower(place: number, random: Random) {
  const seen: number[] = [];
  const readOn = async () => {
    for (;;) {
      const limit = random.between(1, 10);
      const { events } = await readLog(database().db, place, limit);
      seen.push(...events.map(({ position }) => position));
      place = seen.at(-1) ?? place;
      if (events.length < limit) return;
    }
  };
  return { seen, readOn };
}

/** How a writer ends its transaction. COMMIT_AT_ONCE sends the triggers and the commit in one message. */
const COMMIT = 'commit';
const COMMIT_AT_ONCE = 'set constraints all immediate; commit';
const ROLLBACK = 'rollback';

/** Subscribes over a socket from now on. Returns the cursors of the events, to which later cursors are added. */
async function subscribe() {
  const client = createClient({
    url: `${gateway().address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const cursors: unknown[] = [];
  const { data } = await gateway().ask<{ liveCursor: string }>('{ liveCursor }');
  client.subscribe<{ breakingNews: { cursor: string } }>(
    {
      query: 'subscription ($after: String) { breakingNews(after: $after) { cursor } }',
      variables: { after: data.liveCursor },
    },
    {
      next: (result) => cursors.push(result.data?.breakingNews.cursor),
      error: (fault) => cursors.push(fault),
      complete: () => {},
    },
  );
  return { cursors, close: () => client.dispose() };
}

interface Overlap {
  readonly random: Random;
  readonly follow: () => Promise<void>;
}

/** Runs two to eight transactions at once. The second commits before the first. Returns how many commit. */
async function overlap({ follow, random }: Overlap): Promise<number> {
  const [first, second, ...more] = shuffle(writers, random).slice(0, random.pick([2, 2, 2, 3, 3, 4, 8]));
  if (!first || !second) throw new Error('there are 8 writers');
  for (const { change, client } of [first, second, ...more]) await client.query(`begin; ${change}`);
  const order = shuffle([second, ...more], random);
  order.splice(random.between(order.indexOf(second) + 1, order.length), 0, first);
  const running: Promise<unknown>[] = [];
  let committed = 0;
  for (const writer of order) {
    const end = random.pick(more.includes(writer) ? [COMMIT, COMMIT_AT_ONCE, ROLLBACK] : [COMMIT, COMMIT_AT_ONCE]);
    if (end !== ROLLBACK) committed += 1;
    const ended = writer.client.query(end);
    // A transaction that is not awaited may commit during the next step and during the read.
    if (writer === second || random.chance(0.6)) await ended;
    else running.push(ended);
    if (writer === second || random.chance(0.7)) await follow();
  }
  await Promise.all([...running, follow()]);
  return committed;
}

function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  const drawn = items.map((item) => ({ item, at: random.fraction() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

describe(`transactions that overlap at random, with OVERLAPS_SEED=${SEED}`, () => {
  it(`give a reader every event, and no event behind the reader's cursor: ${OVERLAPS} times`, async () => {
    const random = createRandom(SEED);
    const before = await readAll();
    const follower = createFollower(before.at(-1) ?? 0, random);
    const subscriber = await subscribe();
    let committed = 0;
    for (let count = 0; count < OVERLAPS; count += 1) committed += await overlap({ random, follow: follower.readOn });
    await follower.readOn();
    const all = (await readAll()).slice(before.length);
    expect(all).toHaveLength(committed);
    expect(follower.seen).toEqual(all);
    await expect.poll(() => subscriber.cursors.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(committed);
    expect(subscriber.cursors).toEqual(all.map(writeLogCursor));
    await subscriber.close();
  }, 120_000);
});
