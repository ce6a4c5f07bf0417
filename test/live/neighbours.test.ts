import { pino } from 'pino';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRevocations } from '../../src/access/revocations.js';
import { findHead } from '../../src/event-log/read.js';
import { type Hub, startHub } from '../../src/live/hub.js';
import { useDatabase } from '../support/database.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const maker = useMaker(database);
const hubs: Hub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

beforeAll(async () => {
  const line = { sourceId: 'one', text: 'One', language: 'en', publishedAt: hoursAgo(1) };
  await maker().record({ record: 'breaking', ...line, expiresAt: new Date('2099-01-01T00:00:00Z') });
});

/** Starts a hub, and records its executions. An execution ends when the promise of `execute` does. */
function start(execute: (key: string, position: number) => Promise<void> = async () => {}) {
  const logger = pino({ level: 'silent' });
  const hub = startHub({
    database: database(),
    logger,
    clock: () => NOW,
    maxPerAddress: 0,
    revocations: createRevocations(),
  });
  hubs.push(hub);
  const executed: string[] = [];
  /** Subscribes to the group of a key. Returns the positions of its events, to which later events are added. */
  const follow = async (key: string, address: string, after: number | null = null) => {
    const got: number[] = [];
    const request = await hub.open(key, address, async () => ({
      selector: { subjects: ['BREAKING'], wants: () => true },
      execute: async ({ position }) => {
        executed.push(key);
        await execute(key, position);
        return Buffer.from('{}');
      },
    }));
    await new Promise<void>((begin) =>
      hub.follow(request, after, {
        position: 0,
        begin: () => begin(),
        send: ({ position }) => got.push(position),
        ready: async () => true,
        fail: () => got.push(-1),
      }),
    );
    return got;
  };
  return { hub, executed, follow };
}

/** Changes the breaking item several times, each time in its own transaction. Returns the positions of the events. */
async function change(times: number): Promise<number[]> {
  const { db, pool } = database();
  const before = await findHead(db);
  for (let time = 0; time < times; time += 1) await pool.query('update breaking_items set version = version + 1');
  const { rows } = await pool.query('select position::int from events where position > $1 order by 1', [before]);
  return rows.map(({ position }) => position);
}

describe('a ticker with many subscribers, beside a client with 200 different subscriptions', () => {
  it('is one of the first five executions for each event, even though the other subscriptions are older', async () => {
    const { executed, follow, hub } = start();
    const others = await Promise.all(Array.from({ length: 200 }, (_, index) => follow(`text ${index}`, 'one')));
    const ticker = await Promise.all(Array.from({ length: 20 }, (_, index) => follow('ticker', `address ${index}`)));
    for (let event = 0; event < 3; event += 1) {
      executed.length = 0;
      const [position] = await change(1);
      hub.wake();
      await expect.poll(() => ticker.every((got) => got.at(-1) === position)).toBe(true);
      expect(executed.indexOf('ticker')).toBeLessThan(5);
      await expect.poll(() => executed.length, { timeout: 10_000 }).toBe(201);
    }
    expect(new Set([...others, ...ticker].map((got) => got.join(' '))).size).toBe(1);
  });

  it('gets the next events while a slow group is still executing, and the slow group then gets all events in order', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const { follow, hub } = start((key) => (key === 'slow' ? held : Promise.resolve()));
    const slow = await follow('slow', 'one');
    const [ticker] = await Promise.all([follow('ticker', 'two'), follow('ticker', 'three')]);
    const positions = await change(5);
    hub.wake();
    await expect.poll(() => ticker).toEqual(positions);
    expect(slow).toEqual([]);
    release();
    await expect.poll(() => slow).toEqual(positions);
  });

  it('does not wait for a slow group, and the slow group reads the log again: no event is lost or sent twice', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const { follow, hub } = start((key) => (key === 'slow' ? held : Promise.resolve()));
    const slow = await follow('slow', 'one');
    const [ticker] = await Promise.all([follow('ticker', 'two'), follow('ticker', 'three')]);
    const positions: number[] = [];
    // There are more events than may wait in a group, and the log is read several times.
    for (let time = 0; time < 5; time += 1) {
      positions.push(...(await change(100)));
      hub.wake();
      await expect.poll(() => ticker.length, { timeout: 10_000 }).toBe(positions.length);
    }
    const late = await follow('slow', 'four', positions[250]);
    release();
    await expect.poll(() => slow.length, { timeout: 20_000 }).toBe(positions.length);
    await expect.poll(() => late.length, { timeout: 20_000 }).toBe(positions.length - 251);
    expect(slow).toEqual(positions);
    expect(late).toEqual(positions.slice(251));
    const next = await change(2);
    hub.wake();
    await expect.poll(() => slow).toEqual([...positions, ...next]);
    await expect.poll(() => late).toEqual([...positions.slice(251), ...next]);
  });
});

describe('subscribers of the same group', () => {
  it('share one request, even if all of them subscribe at the same moment', async () => {
    const { hub } = start();
    let made = 0;
    const open = (key: string) =>
      hub.open(key, 'one', async () => {
        made += 1;
        return { selector: { subjects: ['BREAKING'], wants: () => true }, execute: async () => Buffer.from('{}') };
      });
    await Promise.all(Array.from({ length: 100 }, () => open('ticker')));
    expect(made).toBe(1);
  });
});
