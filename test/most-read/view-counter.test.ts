import { beforeEach, describe, expect, it } from 'vitest';
import { createViewCounter, type ViewCounterOptions } from '../../src/most-read/view-counter.js';
import { useDatabase } from '../support/database.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const make = useMaker(database);

let now = NOW;
const warnings: unknown[] = [];
let contentId = 0;
let made = 0;

beforeEach(async () => {
  now = NOW;
  warnings.length = 0;
  made += 1;
  contentId = (await make().article({ headline: `Counted ${made}` })).id;
});

/** A counter that writes only on `flush`. */
function openCounter(options: Partial<ViewCounterOptions> = {}) {
  const logger = { warn: (...line: unknown[]) => void warnings.push(line) };
  return createViewCounter({ db: database().db, logger, clock: () => now, flushMs: 3_600_000, ...options });
}

const wait = (seconds: number) => {
  now = new Date(NOW.getTime() + seconds * 1000);
};

async function viewsOf(id: number) {
  const { rows } = await database().pool.query(
    'select hour, views from content_views where content_id = $1 order by hour',
    [id],
  );
  return rows;
}

describe('a view counter', () => {
  it('writes a thousand views in one SQL statement, and sends no other statement', async () => {
    const counter = openCounter();
    database().statements.length = 0;
    for (let client = 0; client < 1000; client += 1)
      expect(counter.count({ client: `c${client}`, type: 'ARTICLE', contentId })).toBe(true);
    expect(database().statements).toHaveLength(0);
    await counter.flush();
    expect(database().statements).toHaveLength(1);
    expect(await viewsOf(contentId)).toEqual([{ hour: NOW, views: 1000 }]);
    await counter.flush();
    expect(database().statements).toHaveLength(1);
  });

  it('counts one view per client, item and minute', () => {
    const counter = openCounter();
    const view = { client: 'a', type: 'ARTICLE', contentId } as const;
    expect([counter.count(view), counter.count(view)]).toEqual([true, false]);
    expect(counter.count({ ...view, client: 'b' })).toBe(true);
    expect(counter.count({ ...view, contentId: contentId + 1 })).toBe(true);
    wait(59.999);
    expect(counter.count(view)).toBe(false);
    wait(60);
    expect([counter.count(view), counter.count(view)]).toEqual([true, false]);
  });

  it('adds the views of each hour, even if two counters write at the same time', async () => {
    const counters = [openCounter(), openCounter()];
    for (const counter of counters) counter.count({ client: 'a', type: 'ARTICLE', contentId });
    wait(3600);
    for (const counter of counters) counter.count({ client: 'a', type: 'ARTICLE', contentId });
    await Promise.all(counters.map((counter) => counter.flush()));
    expect(await viewsOf(contentId)).toEqual([
      { hour: NOW, views: 2 },
      { hour: hoursAgo(-1), views: 2 },
    ]);
    const { rows } = await database().pool.query('select views::int from content_popularity where content_id = $1', [
      contentId,
    ]);
    expect(rows).toEqual([{ views: 4 }]);
  });

  it('counts no views of items that do not exist, are not public, or have another type', async () => {
    const counter = openCounter();
    const hidden = await make().article({ headline: `Hidden ${made}`, status: 'DRAFT' });
    counter.count({ client: 'a', type: 'ARTICLE', contentId: 999_999_999_999_999 });
    counter.count({ client: 'a', type: 'ARTICLE', contentId: hidden.id });
    counter.count({ client: 'a', type: 'VIDEO', contentId });
    await counter.flush();
    expect(warnings).toEqual([]);
    expect([await viewsOf(hidden.id), await viewsOf(contentId)]).toEqual([[], []]);
  });

  it('keeps views that could not be written, logs a warning, and writes the views later', async () => {
    const counter = openCounter();
    counter.count({ client: 'a', type: 'ARTICLE', contentId });
    await database().pool.query('alter table content_views rename to elsewhere');
    await counter.flush();
    expect(warnings).toHaveLength(1);
    counter.count({ client: 'b', type: 'ARTICLE', contentId });
    await database().pool.query('alter table elsewhere rename to content_views');
    await counter.flush();
    expect(await viewsOf(contentId)).toEqual([{ hour: NOW, views: 2 }]);
  });

  it('writes soon after the first view, without a call of `flush`', async () => {
    const counter = openCounter({ flushMs: 20 });
    counter.count({ client: 'a', type: 'ARTICLE', contentId });
    await expect.poll(() => viewsOf(contentId)).toEqual([{ hour: NOW, views: 1 }]);
    counter.count({ client: 'b', type: 'ARTICLE', contentId });
    await expect.poll(() => viewsOf(contentId)).toEqual([{ hour: NOW, views: 2 }]);
    await counter.close();
  });
});

describe('the memory of a counter', () => {
  const flood = (counter: ReturnType<typeof openCounter>, clients: number, items = 1) => {
    let accepted = 0;
    for (let client = 0; client < clients; client += 1) {
      for (let item = 0; item < items; item += 1)
        if (counter.count({ client: `c${client}`, type: 'ARTICLE', contentId: contentId + item })) accepted += 1;
    }
    return accepted;
  };

  it('accepts at most 200,000 views in a minute, and 200,000 more in the next minute', () => {
    const counter = openCounter();
    expect(flood(counter, 250_000)).toBe(200_000);
    wait(59);
    expect(counter.count({ client: 'late', type: 'ARTICLE', contentId })).toBe(false);
    wait(60);
    expect(flood(counter, 250_000)).toBe(200_000);
  });

  it('accepts at most 2,000 views of a client in a minute, and 2,000 more in the next minute', () => {
    const counter = openCounter();
    expect(flood(counter, 2, 2500)).toBe(4000);
    wait(60);
    expect(flood(counter, 2, 2500)).toBe(4000);
  });

  it('accepts views of at most `maxItems` items, and more views of the same items', async () => {
    const counter = openCounter({ maxItems: 3 });
    expect(flood(counter, 1, 5)).toBe(3);
    expect(counter.count({ client: 'other', type: 'ARTICLE', contentId })).toBe(true);
    await counter.flush();
    expect(counter.count({ client: 'c0', type: 'ARTICLE', contentId: contentId + 4 })).toBe(true);
    expect(await viewsOf(contentId)).toEqual([{ hour: NOW, views: 2 }]);
  });

  it('counts and writes the views of honest clients while 20 other clients send random ids', async () => {
    const counter = openCounter();
    const random = (address: number, from: number, to: number) => {
      for (let id = from; id < to; id += 1)
        counter.count({ client: `bad${address}`, type: 'ARTICLE', contentId: 900_000_000 + address * 10_000 + id });
    };
    for (let address = 0; address < 20; address += 1) random(address, 0, 1000);
    const honest = (await make().article({ headline: `Honest ${made}` })).id;
    for (let client = 0; client < 500; client += 1) {
      expect(counter.count({ client: `h${client}`, type: 'ARTICLE', contentId: client % 2 ? contentId : honest })).toBe(
        true,
      );
      random(client % 20, 1000 + client, 1001 + client);
    }
    // More random ids must not remove the honest views before the flush.
    for (let address = 0; address < 20; address += 1) random(address, 1600, 2100);
    database().statements.length = 0;
    await counter.flush();
    expect(database().statements).toHaveLength(1);
    expect([await viewsOf(honest), await viewsOf(contentId)]).toEqual([
      [{ hour: NOW, views: 250 }],
      [{ hour: NOW, views: 250 }],
    ]);
  });

  it('does not lose an honest view if an attacker was the first to view the item', async () => {
    const counter = openCounter({ maxItems: 10 });
    flood(counter, 1, 10);
    expect(counter.count({ client: 'honest', type: 'ARTICLE', contentId })).toBe(true);
    for (let other = 0; other < 8; other += 1)
      expect(counter.count({ client: `o${other}`, type: 'ARTICLE', contentId: contentId + 100 + other })).toBe(true);
    await counter.flush();
    expect(await viewsOf(contentId)).toEqual([{ hour: NOW, views: 2 }]);
  });

  it('remembers the view of an honest client while other clients fill the memory', () => {
    const counter = openCounter({ maxViews: 1000 });
    expect(flood(counter, 2, 2000)).toBe(1500);
    const honest = { client: 'honest', type: 'ARTICLE', contentId } as const;
    expect([counter.count(honest), counter.count(honest)]).toEqual([true, false]);
    flood(counter, 2, 2000);
    expect(counter.count(honest)).toBe(false);
  });

  it('still accepts views after the system clock is set back', () => {
    const counter = openCounter({ maxViews: 10 });
    wait(3600);
    expect(flood(counter, 20)).toBe(10);
    wait(0);
    expect(flood(counter, 20)).toBe(10);
  });
});
