import { describe, expect, it } from 'vitest';
import { writeLogged } from '../../src/live/log.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-03-23T12:00:00Z');
const EARLIER = '2026-03-23T11:00:00Z';
const LATER = '2026-03-23T13:00:00Z';

interface Times {
  readonly state?: 'DRAFT' | 'RELEASED';
  readonly publishedAt?: string;
  readonly embargoedUntil?: string;
  readonly expiresAt?: string;
}

let count = 0;

/** Inserts an item, and whatever else `then` does in its transaction; answers what the log has, and what the row says of it. */
async function insert({ embargoedUntil, expiresAt, publishedAt = EARLIER, state = 'RELEASED' }: Times, then?: string) {
  const writing = { actor: 'desk', action: 'CREATED', now: NOW } as const;
  const slug = `item-${++count}`;
  const { result } = await writeLogged(database().pool, writing, async (db) => {
    await db.execute(`insert into content_items
      (type, language, slug, path, headline, state, published_at, embargoed_until, expires_at, updated_at) values
      ('ARTICLE', 'en', '${slug}', '/${slug}', 'Ferry', '${state}', '${publishedAt}',
        ${embargoedUntil ? `'${embargoedUntil}'` : 'null'}, ${expiresAt ? `'${expiresAt}'` : 'null'}, '${EARLIER}')`);
    if (then) await db.execute(then.replace('$slug', `'${slug}'`));
    await db.execute('set constraints all immediate');
    const { rows } = await db.execute<{ updates: string }>(
      `select pg_stat_get_xact_tuples_updated('content_items'::regclass) as updates`,
    );
    return Number(rows[0]?.updates);
  });
  const { rows } = await database().pool.query(
    `select logged_version as told, array(select change || ' ' || events.version from events where content_id = content_items.id) as events
      from content_items where slug = $1`,
    [slug],
  );
  return { updates: result, ...rows[0] };
}

describe('a new item', () => {
  it('that is public is told, and its row is written once', async () => {
    expect(await insert({})).toEqual({ updates: 0, told: 1, events: ['PUBLISHED 1'] });
  });

  it('that is a draft is written once, and not told', async () => {
    expect(await insert({ state: 'DRAFT' })).toEqual({ updates: 0, told: null, events: [] });
  });

  it('that changes in the same transaction is told as it is in the end', async () => {
    const change = 'update content_items set version = 2 where slug = $slug';
    expect(await insert({}, change)).toMatchObject({ told: 2, events: ['PUBLISHED 2'] });
    const withdraw = `update content_items set state = 'WITHDRAWN', version = 2 where slug = $slug`;
    expect(await insert({}, withdraw)).toMatchObject({ told: null, events: [] });
  });

  it.each([
    ['is scheduled', { publishedAt: LATER }],
    ['is embargoed', { embargoedUntil: LATER }],
  ])('that %s waits for the clock', async (_, times) => {
    expect(await insert(times)).toMatchObject({ told: null, events: [] });
  });

  it('that is over already is not told, nor looked at by the clock again', async () => {
    expect(await insert({ expiresAt: '2026-03-23T11:30:00Z' })).toMatchObject({ told: 0, events: [] });
  });
});
