import { describe, expect, it } from 'vitest';
import { openAndClose } from '../../src/event-log/clock.js';
import { writeLogged } from '../../src/writing/log.js';
import { useDatabase } from '../support/database.js';
import { hoursAgo } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const [EARLIER, LATER] = [hoursAgo(1).toISOString(), hoursAgo(-1).toISOString()];
const WRITING = { actor: 'desk', action: 'CREATED', now: NOW } as const;

let count = 0;

/** Inserts a row, and runs `then` in the same transaction. Returns the row's id, and the number of updated rows. */
async function insert(table: string, row: Readonly<Record<string, unknown>>, then: readonly string[] = []) {
  const fields = Object.keys(row);
  const { result } = await writeLogged(database().pool, WRITING, async (db) => {
    const values = Object.values(row).map((value) => `'${value}'`);
    const inserted = await db.execute<{ id: number }>(
      `insert into ${table} (${fields.join()}) values (${values.join()}) returning id::int`,
    );
    const id = inserted.rows[0]?.id ?? 0;
    for (const statement of then) await db.execute(statement.replace('$id', String(id)));
    await db.execute('set constraints all immediate');
    const updated = await db.execute<{ updates: number }>(
      `select pg_stat_get_xact_tuples_updated('${table}'::regclass)::int as updates`,
    );
    return { id, updates: updated.rows[0]?.updates };
  });
  return result;
}

/** Reads the events of a row, and as `told` the row's `logged_version`. */
async function readLog(table: string, id: number) {
  const { rows } = await database().pool.query(
    `select logged_version as told, array(select change || ' ' || events.version from events
      where subject = $2 and subject_id = rows.id order by position) as events from ${table} as rows where id = $1`,
    [id, table === 'content_items' ? 'CONTENT' : 'BREAKING'],
  );
  return rows[0];
}

async function insertItem(row: Readonly<Record<string, unknown>>, then?: readonly string[]) {
  const slug = `item-${++count}`;
  const times = { published_at: EARLIER, first_published_at: EARLIER, updated_at: EARLIER };
  const plain = {
    type: 'ARTICLE',
    language: 'en',
    slug,
    path: `/${slug}`,
    headline: 'Ferry',
    state: 'RELEASED',
    ...times,
  };
  const { id, updates } = await insert('content_items', { ...plain, ...row }, then);
  return { updates, ...(await readLog('content_items', id)) };
}

async function insertLine(row: Readonly<Record<string, unknown>>, then?: readonly string[]) {
  const plain = { language: 'en', text: 'Ferry', published_at: EARLIER, updated_at: EARLIER, expires_at: LATER };
  const { id, updates } = await insert('breaking_items', { ...plain, ...row }, then);
  return { updates, ...(await readLog('breaking_items', id)) };
}

describe('a new item', () => {
  it('is logged if it is public, and its row is written once', async () => {
    expect(await insertItem({})).toEqual({ updates: 0, told: 1, events: ['PUBLISHED 1'] });
  });

  it('is written once and not logged if it is a draft', async () => {
    expect(await insertItem({ state: 'DRAFT' })).toEqual({ updates: 0, told: null, events: [] });
  });

  it('is logged once, with its last state, if it changes in the same transaction', async () => {
    const change = 'update content_items set version = version + 1 where id = $id';
    expect(await insertItem({}, [change, change])).toMatchObject({ told: 3, events: ['PUBLISHED 3'] });
    const withdraw = `update content_items set state = 'WITHDRAWN', version = 2 where id = $id`;
    expect(await insertItem({}, [withdraw])).toMatchObject({ told: null, events: ['WITHDRAWN 2'] });
  });

  it.each([
    ['is scheduled', { published_at: LATER, first_published_at: LATER }],
    ['is embargoed', { embargoed_until: LATER }],
  ])('is not logged before its time if it %s', async (_, times) => {
    expect(await insertItem(times)).toMatchObject({ told: null, events: [] });
  });

  it('is not logged if it has already expired', async () => {
    expect(await insertItem({ expires_at: hoursAgo(0.5).toISOString() })).toMatchObject({ told: 0, events: [] });
  });
});

describe('a new breaking item', () => {
  it('is logged if it is public, and its row is written once', async () => {
    expect(await insertLine({})).toEqual({ updates: 0, told: 1, events: ['PUBLISHED 1'] });
  });

  it.each([
    ['is retracted', { status: 'RETRACTED' }, 0],
    ['has expired', { expires_at: hoursAgo(0.5).toISOString() }, 0],
    ['has a future date', { published_at: LATER, expires_at: hoursAgo(-2).toISOString() }, null],
  ])('is not logged if it %s', async (_, row, told) => {
    expect(await insertLine(row)).toMatchObject({ told, events: [] });
  });
});

describe('a new post', () => {
  it('is not logged if it is removed in the same transaction', async () => {
    const slug = `item-${++count}`;
    const blog = await insert(
      'content_items',
      {
        ...{ type: 'LIVE_BLOG', language: 'en', slug, path: `/${slug}`, headline: 'Live', state: 'RELEASED' },
        ...{ published_at: EARLIER, updated_at: EARLIER },
      },
      [`insert into live_blogs (content_id, body) values ($id, '[]')`],
    );
    const row = { content_id: blog.id, title: 'Post', published_at: EARLIER, updated_at: EARLIER };
    const post = await insert('live_blog_posts', row, ['delete from live_blog_posts where id = $id']);
    const { rows } = await database().pool.query(`select from events where subject = 'POST' and subject_id = $1`, [
      post.id,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('the clock', () => {
  it('logs nothing for these rows now, but logs the scheduled rows at their time', async () => {
    expect(await openAndClose(database(), NOW)).toBe(false);
    expect(await openAndClose(database(), hoursAgo(-1))).toBe(true);
  });
});
