import { afterEach, describe, expect, it } from 'vitest';
import { openAndClose, startClock } from '../../src/event-log/clock.js';
import { SetAsideRows } from '../../src/event-log/due.js';
import { createViewCounter } from '../../src/most-read/view-counter.js';
import { prunePreviewLinks } from '../../src/preview-link/store.js';
import { createIndexer, indexChangedContent } from '../../src/search/indexer.js';
import type { SetAside } from '../../src/search/queue.js';
import { pruneIdempotencyKeys } from '../../src/writing/idempotency.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const query = async (text: string, ...values: unknown[]) => (await database().pool.query(text, values)).rows;
const column = async (text: string, ...values: unknown[]) => (await query(text, ...values)).map((row) => row.value);

const SOON = { timeout: 10_000, interval: 20 };
const silent = { warn: () => {}, error: () => {} };
let cures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cure of cures) await cure();
  cures = [];
});

/** Makes a table refuse rows, as a value does that PostgreSQL can't compute with. Returns a function that ends this. */
async function poison(
  table: string,
  operation: 'insert' | 'delete',
  condition: string,
): Promise<() => Promise<unknown>> {
  const row = operation === 'delete' ? 'old' : 'new';
  await query(`create function poison_${table}() returns trigger language plpgsql as
    $$ begin perform exp(-100000); return ${row}; end $$`);
  await query(`create trigger poison before ${operation} on ${table} for each row
    when (${condition.replaceAll('row.', `${row}.`)}) execute function poison_${table}()`);
  const cure = () => query(`drop function if exists poison_${table} cascade`);
  cures.push(cure);
  return cure;
}

/** Makes articles about the same thing, and returns their ids. */
async function makeArticles(subject: string, draft = {}): Promise<number[]> {
  const ids: number[] = [];
  for (const part of ['opens', 'closes', 'grows', 'burns', 'sails']) {
    const headline = `The ${subject} ${part}`;
    ids.push((await make().article({ headline, standfirst: `${subject} of ${subject}ville ${part}`, ...draft })).id);
  }
  return ids;
}

const tellFaults = async () => {
  const faults: SetAside[] = [];
  const indexed = await indexChangedContent(
    database().pool,
    () => false,
    (fault) => faults.push(fault),
  );
  return { indexed, faults };
};

describe('an item that cannot be indexed', () => {
  it('is set aside and reported, all others are found by search, and it is indexed once it has changed', async () => {
    const [first = 0, bad = 0, ...others] = await makeArticles('Gantry');
    const cure = await poison('search_documents', 'insert', `row.content_id = ${bad}`);
    const { faults, indexed } = await tellFaults();
    expect(faults).toEqual([{ path: '/news/the-gantry-closes', reason: 'value out of range: underflow' }]);
    expect(indexed).toBe(4);
    const { data } = await gateway().ask<{ search: { nodes: { slug: string }[] } }>(
      '{ search(query: "gantry", first: 9) { nodes { ... on ContentItem { slug } } } }',
    );
    expect(data.search.nodes).toHaveLength(4);
    expect(await column('select content_id::int as value from content_to_index')).toEqual([bad]);
    expect(await tellFaults()).toEqual({ indexed: 0, faults: [] });

    await query('update content_items set headline = headline || $2 where id = $1', bad, ' again');
    expect((await tellFaults()).faults).toHaveLength(1);
    await cure();
    expect((await tellFaults()).indexed).toBe(0);
    await query('update content_items set headline = headline || $2 where id = $1', bad, ' and again');
    expect(await tellFaults()).toEqual({ indexed: 1, faults: [] });
    const documents = 'select count(*)::int as value from search_documents where content_id = any($1)';
    expect(await column(documents, [first, bad, ...others])).toEqual([5]);
  });

  it('is tried again after an hour', async () => {
    const [bad] = await makeArticles('Sluice');
    const cure = await poison('search_documents', 'insert', `row.content_id = ${bad}`);
    expect((await tellFaults()).faults).toHaveLength(1);
    await cure();
    expect((await tellFaults()).indexed).toBe(0);
    await query(`update content_to_index set not_before = not_before - interval '1 hour' where content_id = $1`, bad);
    expect((await tellFaults()).indexed).toBe(1);
  });

  it('is in the log of the gateway with the reason', async () => {
    const [bad] = await makeArticles('Weir');
    await poison('search_documents', 'insert', `row.content_id = ${bad}`);
    const warnings: string[] = [];
    const indexer = createIndexer(database().pool, {
      warn: (fault, message) => void warnings.push(`${message} ${fault.err}`),
    });
    indexer.soon();
    await expect.poll(() => warnings, SOON).toHaveLength(1);
    await indexer.close();
    expect(warnings[0]).toContain('could not be indexed: it is set aside for 1 hour, or until it changes');
    expect(warnings[0]).toContain('underflow');
  });
});

describe('an item that cannot be related', () => {
  it('is set aside, all others are related to one another, and it is related once it has changed', async () => {
    const [first = 0, bad = 0, ...others] = await makeArticles('Lantern', { publishedAt: hoursAgo(2) });
    const cure = await poison('content_terms', 'insert', `row.content_id = ${bad}`);
    const { faults } = await tellFaults();
    expect(faults).toMatchObject([{ path: '/news/the-lantern-closes' }]);
    const related = `select count(distinct id)::int as value from (select content_id as id from similar_content
      union all select similar_id from similar_content) as pair where id = any($1)`;
    expect(await column(related, [first, ...others])).toEqual([4]);
    expect(await column('select content_id::int as value from content_to_relate')).toEqual([bad]);
    await cure();
    await query('update content_items set headline = headline || $2 where id = $1', bad, ' again');
    await tellFaults();
    expect(await column(related, [first, bad, ...others])).toEqual([5]);
    expect(await column('select content_id::int as value from content_to_relate')).toEqual([]);
  });
});

describe('articles of very different dates', () => {
  it.each([
    ['41 years', '1985-01-15T08:00:00Z'],
    ['a thousand years', '1000-01-15T08:00:00Z'],
    ['73 years, in the future', '2099-01-15T08:00:00Z'],
  ])('are related without an error: %s apart', async (_years, date) => {
    const word = `Brekke${date.slice(0, 4)}`;
    await makeArticles(word, { tags: [{ name: word }] });
    const old = {
      headline: `${word} in the archive`,
      publishedAt: new Date(date),
      standfirst: `${word} of ${word}ville`,
    };
    const { id } = await make().article({ ...old, tags: [{ name: word }] });
    expect((await tellFaults()).faults).toEqual([]);
    await query('delete from content_tags where content_id = $1', id);
    expect((await tellFaults()).faults).toEqual([]);
    const { data, errors } = await gateway().ask<{ article: { relatedNews: unknown[] } }>(
      'query ($slug: String!) { article(by: { slug: $slug }) { relatedNews(first: 9) { reason article { slug } } } }',
      { slug: `the-${word.toLowerCase()}-opens` },
    );
    expect(errors).toBeUndefined();
    expect(data.article.relatedNews.length).toBeGreaterThan(3);
  });
});

describe('a row whose event the clock cannot write', () => {
  const due = hoursAgo(-1);
  const changesOf = (subject: string, ids: readonly number[]) =>
    column(
      'select subject_id::int as value from events where subject = $1 and subject_id = any($2) order by 1',
      subject,
      ids,
    );

  async function makeScheduled() {
    const items = await makeArticles(`Beacon ${Math.random()}`, { publishedAt: due });
    const { id: blog } = await make().article({ headline: `Blog ${items[0]}`, type: 'LIVE_BLOG' });
    // The transaction takes NOW for the present, so that the rows are not due yet.
    const present = `with present as (select set_config('dateline.now', '${NOW.toISOString()}', true))`;
    const insertPost = `${present} insert into live_blog_posts (content_id, published_at, updated_at)
      select $1, $2, $2 from present returning id::int as value`;
    const posts = [...(await column(insertPost, blog, due)), ...(await column(insertPost, blog, due))];
    const insertLine = `${present} insert into breaking_items (language, text, published_at, updated_at, expires_at)
      select 'en', 'Soon', $1, $1, $2::timestamptz from present returning id::int as value`;
    const expiry = hoursAgo(-5);
    const lines = [...(await column(insertLine, due, expiry)), ...(await column(insertLine, due, expiry))];
    return { CONTENT: items, BREAKING: lines, POST: posts };
  }

  it('is set aside and reported, in each table, the events of all others are written, and it is tried again later', async () => {
    const rows = await makeScheduled();
    const bad = Object.values(rows).map(([id = 0]) => id);
    const isBad = Object.entries(rows).map(
      ([subject, [id]]) => `(row.subject = '${subject}' and row.subject_id = ${id})`,
    );
    const cure = await poison('events', 'insert', isBad.join(' or '));
    const setAside = new SetAsideRows();
    const faults: string[] = [];
    const tick = (now: Date) =>
      openAndClose(database(), now, setAside, (_error, table, { id }) => faults.push(`${table} ${id}`));
    const finish = async (now: Date) => {
      for (let ticks = 0; await tick(now); ticks += 1) if (ticks > 9) throw new Error('the clock never rests');
    };
    await finish(due);
    expect(faults).toEqual([`content_items ${bad[0]}`, `breaking_items ${bad[1]}`, `live_blog_posts ${bad[2]}`]);
    for (const [subject, ids] of Object.entries(rows)) expect(await changesOf(subject, ids)).toEqual(ids.slice(1));

    await finish(new Date(due.getTime() + 60_000));
    expect(faults).toHaveLength(3);
    await cure();
    await finish(new Date(due.getTime() + 660_000));
    expect(faults).toHaveLength(3);
    for (const [subject, ids] of Object.entries(rows)) expect(await changesOf(subject, ids)).toEqual(ids);
  });

  it('is tried again as soon as it has changed', async () => {
    const { CONTENT: items } = await makeScheduled();
    const cure = await poison('events', 'insert', `row.subject = 'CONTENT' and row.subject_id = ${items[0]}`);
    const setAside = new SetAsideRows();
    while (await openAndClose(database(), due, setAside));
    await cure();
    await query('alter table content_items disable trigger content_items_log');
    await query('update content_items set version = version + 1 where id = $1', items[0]);
    await query('alter table content_items enable trigger content_items_log');
    while (await openAndClose(database(), due, setAside));
    expect(await changesOf('CONTENT', items)).toEqual(items);
  });
});

describe('an item whose views cannot be written', () => {
  it('loses its views with a warning, the views of all others are written, and it is counted again after 10 minutes', async () => {
    const [bad = 0, ...others] = await makeArticles('Turbine');
    const cure = await poison('content_views', 'insert', `row.content_id = ${bad}`);
    let now = NOW;
    const warnings: unknown[] = [];
    const logger = { warn: (fault: object) => void warnings.push(fault) };
    const counter = createViewCounter({ db: database().db, logger, clock: () => now });
    const view = (client: string) =>
      [bad, ...others].map((contentId) => counter.count({ client, type: 'ARTICLE', contentId }));
    const viewed = () =>
      column('select content_id::int as value from content_views where content_id = any($1) order by 1', [
        bad,
        ...others,
      ]);
    expect(view('192.0.2.1')).toEqual([true, true, true, true, true]);
    await counter.flush();
    expect(await viewed()).toEqual(others);
    expect(warnings).toMatchObject([{ contentId: bad, views: 1 }]);
    expect(view('192.0.2.2')).toEqual([false, true, true, true, true]);
    await cure();
    now = hoursAgo(-0.2);
    expect(view('192.0.2.3')).toEqual([true, true, true, true, true]);
    await counter.close();
    expect(
      await column('select sum(views)::int as value from content_views where content_id = any($1)', others),
    ).toEqual([12]);
    expect(await viewed()).toEqual([bad, ...others]);
    expect(warnings).toHaveLength(1);
  });
});

describe('pruning', () => {
  const insertKeys = `insert into idempotency_keys (actor, key, request_hash, created_at)
    select 'desk', 'key ' || n, repeat('0', 64), $1 from generate_series(1, 5) as n`;
  const insertLinks = `insert into preview_links (content_id, creator, created_by, created_at, expires_at)
    select $1, 'desk', 'desk', $2, $2 from generate_series(1, 5) returning id::int as value`;

  it('deletes all rows that can be deleted, names the others, and goes on with other tables', async () => {
    const { id } = await make().article({ headline: 'Hidden pier', status: 'DRAFT' });
    await query(insertKeys, hoursAgo(100));
    const [link] = await column(insertLinks, id, hoursAgo(100));
    await poison('idempotency_keys', 'delete', `row.key = 'key 2'`);
    await poison('preview_links', 'delete', `row.id = ${link}`);
    const warnings: string[] = [];
    const clock = startClock({
      ...{ database: database(), clock: () => NOW, retentionMs: 86_400_000, announce: () => {} },
      logger: { ...silent, warn: ({ err }) => void warnings.push(String(err)) },
      prune: [pruneIdempotencyKeys, prunePreviewLinks],
    });
    await expect.poll(() => warnings, SOON).toHaveLength(2);
    await clock.close();
    expect(warnings[0]).toContain('idempotency keys could not be deleted, and stay: {"actor":"desk","key":"key 2"}: ');
    expect(warnings[1]).toContain(`preview links could not be deleted, and stay: ${link}: `);
    expect(await column('select key as value from idempotency_keys')).toEqual(['key 2']);
    expect(await column('select id::int as value from preview_links')).toEqual([link]);
  });

  it('of other tables happens even if the event log cannot be pruned', async () => {
    await query('delete from idempotency_keys');
    await query(insertKeys, hoursAgo(100));
    await make().article({ headline: 'One event' });
    await make().article({ headline: 'Another event' });
    await query('update events set occurred_at = $1', hoursAgo(100));
    await poison('events', 'delete', 'true');
    const warnings: string[] = [];
    const clock = startClock({
      ...{ database: database(), clock: () => NOW, retentionMs: 86_400_000, announce: () => {} },
      logger: { ...silent, warn: (_fault, message) => void warnings.push(message) },
      prune: [pruneIdempotencyKeys],
    });
    await expect.poll(() => column('select key as value from idempotency_keys'), SOON).toEqual([]);
    await clock.close();
    expect(warnings).toEqual(['old events could not be deleted: the next pruning tries again']);
  });
});
