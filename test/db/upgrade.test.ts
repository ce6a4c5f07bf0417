import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../src/db/migrate.js';
import { openAndClose } from '../../src/event-log/clock.js';
import { indexChangedContent } from '../../src/search/indexer.js';
import { writeLogged } from '../../src/writing/log.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo } from '../support/make.js';
import { NOW } from '../support/names.js';
import { writeAs } from '../support/write.js';
import { readCatalog } from './catalog.js';
import { buildOldDatabase, OLD_VERSIONS, readOldSql } from './old-database.js';

type Rows = Record<string, Record<string, unknown>[]>;

const fresh = useDatabase();

/** Reads the rows of each table: all columns, or only the columns that the rows of `earlier` have. */
async function readRows(pool: pg.Pool, earlier?: Rows): Promise<Rows> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const read: Rows = {};
  for (const { name } of tables) {
    const columns = Object.keys(earlier?.[name]?.[0] ?? {});
    const { rows } = await pool.query(`select ${columns.map((column) => `"${column}"`).join() || '*'} from ${name}`);
    read[name] = rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  return read;
}

describe.each(OLD_VERSIONS)('a database of version %s', (version) => {
  const old = useDatabase('template0');

  it('gets the same tables, columns, indexes, constraints, functions and triggers as a new database', async () => {
    await buildOldDatabase(old().pool, version);
    await migrateDatabase(old().url);
    expect(await readCatalog(old().pool)).toEqual(await readCatalog(fresh().pool));
  });
});

describe('a database of version 0007 with rows in every table', () => {
  const old = useDatabase('template0');
  let before: Rows;
  let positionBefore: number;
  beforeAll(async () => {
    await buildOldDatabase(old().pool, '0007_new_rows_logged_once');
    await old().pool.query(await readOldSql('rows'));
    before = await readRows(old().pool);
    positionBefore = await readPosition();
    await migrateDatabase(old().url);
  });
  const gateway = useGateway(old);

  const queryOne = async (text: string, values: unknown[] = []) => (await old().pool.query(text, values)).rows[0];
  const readPosition = async (): Promise<number> =>
    (await queryOne('select max(position)::int as position from events')).position;
  const newEvents = async () => {
    const { rows } = await old().pool.query(
      `select subject || ' ' || subject_id || ' ' || change as event from events where position > $1 order by position`,
      [positionBefore],
    );
    return rows.map(({ event }) => event);
  };

  it('keeps every row', async () => {
    const empty = Object.keys(before).filter((table) => before[table]?.length === 0);
    expect(empty).toEqual([]);
    expect(Object.keys(before).length).toBeGreaterThan(30);
    expect(await readRows(old().pool, before)).toMatchObject(before);
  });

  it('still shows its items in lists and in the ticker', async () => {
    const { data, errors } = await gateway().ask(`{
      contentItems { nodes { headline } }
      tag(slug: "sao-tome") { contentItems { nodes { slug } } }
      breakingItems { nodes { text } }
      mostRead(first: 1) { slug }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      contentItems: {
        nodes: ['The ferry is back', 'The crossing', 'The vote', 'No ferry today'].map((headline) => ({ headline })),
      },
      tag: { contentItems: { nodes: [{ slug: 'the-ferry-is-back' }, { slug: 'the-crossing' }] } },
      breakingItems: { nodes: [{ text: 'The strait is open again' }] },
      mostRead: [{ slug: 'the-ferry-is-back' }],
    });
  });

  it('still shows its names, also those that no public item has', async () => {
    const names: Record<string, string> = {
      tags: 'name',
      authors: 'name',
      regions: 'name',
      sections: 'name',
      series: 'title',
    };
    for (const [table, column] of Object.entries(names)) {
      const { rows } = await old().pool.query(`select ${column} as name from ${table} order by 1`);
      const field = table === 'series' ? 'allSeries' : table;
      const selection = /^(?:tags|authors)$/.test(table)
        ? `(first: 100, language: "*") { nodes { name: ${column} } }`
        : `(language: "*") { name: ${column} }`;
      const { data } = await gateway().ask<Record<string, { nodes?: object[] } & object[]>>(`{ ${field}${selection} }`);
      const shown = data[field]?.nodes ?? data[field] ?? [];
      expect(rows.length, table).toBeGreaterThan(0);
      expect([...shown].map((row) => JSON.stringify(row)).sort(), table).toEqual(
        rows.map((row) => JSON.stringify(row)).sort(),
      );
    }
  });

  it('continues its revisions and its event log when an article is updated', async () => {
    const { data } = await gateway().ask<{ article: { id: string } }>(
      '{ article(by: { slug: "the-ferry-is-back" }) { id } }',
    );
    const { article, userErrors } = await writeAs<{ article: unknown }>(
      gateway(),
      'publisher',
      'updateArticle',
      'article { version revisions(first: 2) { nodes { version changedBy changedFields } } }',
      { id: data.article.id, version: 2, headline: 'The ferry is back at last' },
    );
    expect(userErrors).toEqual([]);
    expect(article).toEqual({
      version: 3,
      revisions: {
        nodes: [
          { version: 3, changedBy: 'the publisher', changedFields: ['headline'] },
          { version: 2, changedBy: 'Amara Diallo', changedFields: ['corrections'] },
        ],
      },
    });
    // The breaking item links to the article.
    expect(await newEvents()).toEqual(['CONTENT 1 UPDATED', 'BREAKING 1 UPDATED']);
  });

  it('logs an event when a scheduled item becomes public and when an item expires', async () => {
    positionBefore = await readPosition();
    // `openAndClose` skips a row that the indexer has locked. So the test calls it until all events are there.
    const eventsAt = async (now: Date) => {
      await openAndClose(old(), now);
      return (await newEvents()).sort();
    };
    const byHalfPastTwo = ['BREAKING 2 PUBLISHED', 'CONTENT 2 EXPIRED', 'CONTENT 3 PUBLISHED'];
    const patiently = { timeout: 10_000 };
    await expect.poll(() => eventsAt(hoursAgo(-2.5)), patiently).toEqual(byHalfPastTwo);
    await expect.poll(() => eventsAt(hoursAgo(-9)), patiently).toEqual([...byHalfPastTwo, 'POST 2 PUBLISHED']);
  });

  it('logs the revocation of a token, which version 0007 did not log', async () => {
    positionBefore = await readPosition();
    await old().pool.query('update api_tokens set revoked_at = now() where id = 1');
    expect(await newEvents()).toEqual(['TOKEN 1 WITHDRAWN']);
  });

  it('updates the rows that lists and search read', async () => {
    await writeLogged(old().pool, { actor: 'desk', action: 'UPDATED', now: NOW }, async (db) => {
      await db.execute(
        `update content_items set published_at = '2026-03-23T06:00:00Z', version = version + 1 where id = 1`,
      );
      await db.execute(`insert into content_views (content_id, hour, views) values (1, '2026-03-23T12:00:00Z', 3)`);
      await db.execute(`update tags set name = 'Strait Ferries' where id = 1`);
    });
    expect(await queryOne(`select published_at from content_tags where content_id = 1`)).toEqual({
      published_at: new Date('2026-03-23T06:00:00Z'),
    });
    expect(await queryOne(`select views::int from content_popularity where content_id = 1`)).toEqual({ views: 20 });
    expect(await queryOne(`select array_agg(name order by name) as names from tag_names where is_whole`)).toEqual({
      names: ['sao tome', 'stf', 'strait ferries'],
    });
    const readDocument = async () => {
      // The gateway's own indexer may index the item before this call.
      await indexChangedContent(old().pool);
      return (await queryOne(`select document::text as words from search_documents where content_id = 1`)).words;
    };
    await expect.poll(readDocument, { timeout: 10_000 }).toContain(`'strait'`);
  });
});

describe('a database of version 0002 with rows', () => {
  const old = useDatabase('template0');

  it('gets the data that the triggers of later versions write', async () => {
    await buildOldDatabase(old().pool, '0002_every_kind_of_content');
    await old().pool.query(`
      insert into tags (language, slug, name, kind, aliases) values ('en', 'sao-tome', 'São-Tomé Ferries', 'PLACE', '{STF}');
      insert into authors (language, slug, name) values ('en', 'ada', 'Ada');
      insert into content_items (type, language, slug, path, headline, state, published_at, updated_at) values
        ('ARTICLE', 'en', 'ferry', '/ferry', 'Ferry', 'RELEASED', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z');
      insert into content_authors (content_id, author_id, position) values (1, 1, 0);
      insert into content_views (content_id, hour, views) values (1, '2026-03-01T00:00:00Z', 4)`);
    await migrateDatabase(old().url);
    const { rows } = await old().pool.query(`
      select logged_version, views::int, content_authors.published_at,
        (select array_agg(name order by name) from tag_names) as names,
        (select array_agg(content_id::int) from content_to_index) as to_index
      from content_items join content_popularity on content_id = id join content_authors using (content_id)`);
    expect(rows).toEqual([
      {
        logged_version: 1,
        views: 4,
        published_at: new Date('2026-03-01T00:00:00Z'),
        names: ['ferries', 'sao tome', 'sao tome ferries', 'stf', 'tome', 'tome ferries'],
        to_index: [1],
      },
    ]);
  });
});
