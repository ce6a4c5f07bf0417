import { pino } from 'pino';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { pruneLog, startClock } from '../../src/event-log/clock.js';
import { writeLogCursor } from '../../src/writing/cursor.js';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo } from '../support/make.js';
import { NOW } from '../support/names.js';
import { publishLine, textsOf, useTickers } from './ticker.js';

const database = useDatabase();
const gateway = useGateway(database);
const desk = useDesk(gateway, database);
const tickers = useTickers();

const SOON = { timeout: 5000, interval: 20 };
const DAY_HOURS = 24;

beforeEach(async () => {
  gateway().now = NOW;
  // The deletion of breaking items is logged, so the events are deleted after it.
  await database().pool.query('delete from breaking_items');
  await database().pool.query('delete from events; update log_pruning set pruned_to = 0');
});

/** Calls `run` with the clock set back by some days. */
async function daysAgo<Result>(days: number, run: () => Promise<Result>): Promise<Result> {
  gateway().now = hoursAgo(days * DAY_HOURS);
  const result = await run();
  gateway().now = NOW;
  return result;
}

async function prune(days: number): Promise<void> {
  while (await pruneLog(database().db, hoursAgo(days * DAY_HOURS)));
}

async function readPositions(): Promise<number[]> {
  const { rows } = await database().pool.query('select position::int from events order by position');
  return rows.map(({ position }) => position);
}

async function readPrunedTo(): Promise<number> {
  const { rows } = await database().pool.query('select pruned_to::int as "prunedTo" from log_pruning');
  return rows[0].prunedTo;
}

/** Adds events of an item that does not exist, one second apart. */
async function addEvents(count: number, oldest: Date): Promise<void> {
  await database().pool.query(
    `insert into events (subject, subject_id, change, occurred_at, changed_by, facts)
      select 'BREAKING', 1, 'UPDATED', $2::timestamptz + make_interval(secs => number), 'test', '{}'
      from generate_series(1, $1::int) as number order by number`,
    [count, oldest],
  );
}

let ends = 0;

/** Returns what a subscriber gets after a cursor. A breaking item that is published last marks the end. */
async function tell(cursor: string): Promise<(string | undefined)[]> {
  const events = await tickers.follow(gateway(), cursor);
  ends += 1;
  const end = `End ${ends}`;
  await publishLine(gateway(), end);
  await expect.poll(() => textsOf(events).at(-1), SOON).toBe(end);
  return events.slice(0, -1).map(({ change, item }) => (change === 'GAP' ? 'GAP' : item?.text));
}

interface Changes {
  readonly nodes: { change: string; cursor: string; itemId: string | null; item: { headline: string } | null }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function askChanges(since: string, first = 100): Promise<Changes> {
  const { data, errors } = await gateway().ask<{ changes: Changes }>(await readOperation('Sync'), { since, first });
  expect(errors).toBeUndefined();
  return data.changes;
}

const headlinesOf = ({ nodes }: Changes) =>
  nodes.map(({ change, item }) => (change === 'GAP' ? 'GAP' : item?.headline));

describe('a log that was pruned', () => {
  it('sends one GAP before the first kept event, but no GAP if the cursor is at or after the pruned position', async () => {
    const lines = ['Day 5', 'Day 4', 'Day 3', 'Day 2', 'Day 1'];
    const cursors: string[] = [];
    for (const [index, text] of lines.entries()) {
      cursors.push(await daysAgo(5 - index, () => publishLine(gateway(), text, hoursAgo(-1))));
    }
    const all = await readPositions();
    await prune(3);
    const kept = await readPositions();
    expect(kept).toEqual(all.slice(2));
    expect(writeLogCursor(await readPrunedTo())).toBe(cursors[1]);
    const [day5 = '', day4 = '', day3 = '', day2 = '', day1 = ''] = cursors;
    for (const [cursor, told] of [
      [writeLogCursor(0), ['GAP', 'Day 3', 'Day 2', 'Day 1']],
      [day5, ['GAP', 'Day 3', 'Day 2', 'Day 1']],
      [day4, ['Day 3', 'Day 2', 'Day 1']],
      [day3, ['Day 2', 'Day 1']],
      [day2, ['Day 1']],
      [day1, []],
    ] as const) {
      const heard = await tell(cursor);
      expect(heard.filter((text) => !text?.startsWith('End '))).toEqual(told);
    }
  });

  it('gives `changes` one GAP before the first kept event, on one page and on several pages', async () => {
    const items: { cursor: string; headline: string }[] = [];
    for (const days of [5, 4, 3, 2]) {
      const headline = `Day ${days}`;
      await daysAgo(days, () => desk.createPublished({ headline }));
      items.push({ headline, cursor: writeLogCursor((await readPositions()).at(-1) ?? 0) });
    }
    await prune(3);
    const [day5, day4, day3] = items;
    if (!day5 || !day4 || !day3) throw new Error('four items expected');
    const gap = await askChanges(day5.cursor);
    expect(headlinesOf(gap)).toEqual(['GAP', 'Day 3', 'Day 2']);
    expect(gap.nodes[0]).toMatchObject({ cursor: day4.cursor, itemId: null });
    const heard: (string | undefined)[] = [];
    for (let since: string | undefined = day5.cursor; since !== undefined; ) {
      const page: Changes = await askChanges(since, 1);
      heard.push(...headlinesOf(page));
      since = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    }
    expect(heard).toEqual(['GAP', 'Day 3', 'Day 2']);
    expect(headlinesOf(await askChanges(day4.cursor))).toEqual(['Day 3', 'Day 2']);
    expect(headlinesOf(await askChanges(day3.cursor))).toEqual(['Day 2']);
  });

  it('keeps its newest event, however old, so a cursor at this event misses nothing', async () => {
    const cursors = [
      await daysAgo(90, () => publishLine(gateway(), 'Older')),
      await daysAgo(80, () => publishLine(gateway(), 'Old')),
    ];
    await prune(1);
    expect((await readPositions()).map(writeLogCursor)).toEqual([cursors[1]]);
    const { data } = await gateway().ask<{ liveCursor: string }>('{ liveCursor }');
    expect(data.liveCursor).toBe(cursors[1]);
    expect(await tell(data.liveCursor)).toEqual([]);
    await prune(0);
    await prune(-1);
    expect(await readPositions()).toHaveLength(1);
    expect(await tell(data.liveCursor)).toEqual([`End ${ends - 1}`]);
  });

  it('sends no GAP to a subscriber that has received all events', async () => {
    const events = await tickers.follow(gateway(), await publishLine(gateway(), 'Begin'));
    for (const text of ['One', 'Two', 'Three']) {
      await publishLine(gateway(), text);
      await prune(-1);
    }
    await expect.poll(() => textsOf(events), SOON).toEqual(['One', 'Two', 'Three']);
  });
});

describe('pruning', () => {
  it('deletes old events in small batches, even if several gateways prune at once', async () => {
    await addEvents(3500, hoursAgo(48));
    const all = await readPositions();
    await addEvents(10, hoursAgo(1));
    database().statements.length = 0;
    await Promise.all([1, 2, 3].map(() => prune(1)));
    await prune(1);
    expect(await readPositions()).toHaveLength(10);
    expect(await readPrunedTo()).toBe(all.at(-1));
    const deletes = database().statements.filter(({ sql }) => sql.includes('delete from events'));
    expect(deletes.length).toBeGreaterThanOrEqual(4);
  });

  it('deletes one batch in a transaction, and returns true if more old events are left', async () => {
    await addEvents(1001, hoursAgo(48));
    await addEvents(1, hoursAgo(1));
    const all = await readPositions();
    expect(await pruneLog(database().db, hoursAgo(24))).toBe(true);
    expect([await readPrunedTo(), (await readPositions())[0]]).toEqual([all[999], all[1000]]);
    expect(await pruneLog(database().db, hoursAgo(24))).toBe(false);
    expect([await readPrunedTo(), await readPositions()]).toEqual([all[1000], all.slice(1001)]);
  });

  it('stops at the first event to keep, even if later events have older dates', async () => {
    for (const hours of [48, 47, 2, 46, 45]) await addEvents(1, hoursAgo(hours));
    const all = await readPositions();
    await prune(1);
    expect(await readPositions()).toEqual(all.slice(2));
    expect(await readPrunedTo()).toBe(all[1]);
  });

  it('is done by the clock, for events older than the retention time', async () => {
    await addEvents(1500, hoursAgo(100));
    await addEvents(5, hoursAgo(13));
    await addEvents(3, hoursAgo(11));
    const clock = startClock({
      ...{ database: database(), logger: pino({ level: 'silent' }), clock: () => NOW },
      ...{ retentionMs: 12 * 3_600_000, announce: () => {}, prune: [] },
    });
    await expect.poll(async () => (await readPositions()).length, SOON).toBe(3);
    await clock.close();
  });

  it('is followed by the pruning of other tables', async () => {
    const pruned = new Promise((done) => {
      const clock = startClock({
        ...{ database: database(), logger: pino({ level: 'silent' }), clock: () => NOW },
        ...{ retentionMs: 86_400_000, announce: () => {}, prune: [async (_db, now) => done(now)] },
      });
      onTestFinished(() => clock.close());
    });
    expect(await pruned).toEqual(NOW);
  });
});
