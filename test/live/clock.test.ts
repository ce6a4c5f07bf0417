import pg from 'pg';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { startClock } from '../../src/event-log/clock.js';
import { useDatabase } from '../support/database.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const maker = useMaker(database);

let now = NOW;
let announced = 0;
const clocks: ReturnType<typeof startClock>[] = [];
const start = () => {
  const clock = startClock({
    ...{ database: database(), logger: pino({ level: 'silent' }), clock: () => now },
    ...{ retentionMs: 86_400_000, announce: () => (announced += 1), prune: [] },
  });
  clocks.push(clock);
  return clock;
};
afterEach(async () => {
  for (const clock of clocks.splice(0)) await clock.close();
  now = NOW;
  announced = 0;
});

const changesOf = async (subject: 'CONTENT' | 'BREAKING' | 'POST', id: number): Promise<string[]> => {
  const { rows } = await database().pool.query(
    'select change from events where subject = $1 and subject_id = $2 order by position',
    [subject, id],
  );
  return rows.map(({ change }) => change);
};
const idOfText = async (text: string): Promise<number> => {
  const { rows } = await database().pool.query('select id::int from breaking_items where text = $1', [text]);
  return rows[0].id;
};
const inAnHour = hoursAgo(-1);
/** An item becomes public at most one second after its time. */
const SOON = { timeout: 1000, interval: 20 };

describe('the clock', () => {
  it('logs a scheduled item as published within a second of its time, once, even if three gateways run', async () => {
    const { id } = await maker().article({ headline: 'Scheduled', publishedAt: inAnHour });
    for (let gateway = 0; gateway < 3; gateway += 1) start();
    await new Promise((done) => setTimeout(done, 600));
    expect(await changesOf('CONTENT', id)).toEqual([]);
    expect(announced).toBe(0);
    now = inAnHour;
    await expect.poll(() => changesOf('CONTENT', id), SOON).toEqual(['PUBLISHED']);
    await new Promise((done) => setTimeout(done, 1000));
    expect(await changesOf('CONTENT', id)).toEqual(['PUBLISHED']);
    expect(announced).toBe(1);
  });

  it('logs the beginning and the end of an item with an embargo and an expiry, and of a breaking item', async () => {
    const { id } = await maker().article({ headline: 'Short', embargoedUntil: inAnHour, expiresAt: hoursAgo(-2) });
    const line = { record: 'breaking', language: 'en', expiresAt: hoursAgo(-2) } as const;
    await maker().record({ ...line, sourceId: 'line', text: 'A line', publishedAt: inAnHour });
    const lineId = await idOfText('A line');
    start();
    now = inAnHour;
    await expect.poll(() => changesOf('CONTENT', id), SOON).toEqual(['PUBLISHED']);
    await expect.poll(() => changesOf('BREAKING', lineId), SOON).toEqual(['PUBLISHED']);
    now = hoursAgo(-2);
    await expect.poll(() => changesOf('CONTENT', id), SOON).toEqual(['PUBLISHED', 'EXPIRED']);
    await expect.poll(() => changesOf('BREAKING', lineId), SOON).toEqual(['PUBLISHED', 'EXPIRED']);
  });

  it('logs posts of a live blog with a future date as published at that date', async () => {
    await maker().article({
      ...{ type: 'LIVE_BLOG', headline: 'Live' },
      posts: [{ sourceId: '1', title: 'Ahead', publishedAt: inAnHour, body: [] }],
    });
    const { rows } = await database().pool.query(`select id::int from live_blog_posts where title = 'Ahead'`);
    start();
    now = inAnHour;
    await expect.poll(() => changesOf('POST', rows[0].id), SOON).toEqual(['PUBLISHED']);
  });

  it('logs an item that another gateway was about to log when it died', async () => {
    const { id } = await maker().article({ headline: 'Handed over', publishedAt: inAnHour });
    const dying = new pg.Client({ connectionString: database().url });
    dying.on('error', () => {});
    await dying.connect();
    await dying.query('begin');
    await dying.query('update content_items set state = state where id = $1', [id]);
    start();
    now = inAnHour;
    await new Promise((done) => setTimeout(done, 600));
    expect(await changesOf('CONTENT', id)).toEqual([]);
    const { rows } = await dying.query('select pg_backend_pid() as pid');
    await database().pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
    await expect.poll(() => changesOf('CONTENT', id), SOON).toEqual(['PUBLISHED']);
  });

  it('writes nothing while nothing is due', async () => {
    await maker().article({ headline: 'Out already' });
    database().statements.length = 0;
    const clock = start();
    await new Promise((done) => setTimeout(done, 900));
    await clock.close();
    const looks = database().statements.filter(({ sql }) => sql.includes('isDue'));
    expect(looks.length).toBeGreaterThan(0);
    expect(database().statements.filter(({ sql }) => /^\s*update/.test(sql))).toEqual([]);
  });
});
