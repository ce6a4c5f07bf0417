import { beforeAll, describe, expect, it } from 'vitest';
import { exportNewsroom } from '../../src/ingest/export/newsroom.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { writeAs } from '../support/write.js';
import { importFiles } from './pipeline/importing.js';
import { SAMPLES } from './pipeline/samples.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

/** The tables of items, of their versions and of their events. */
const TABLES = [
  ...['content_items', 'articles', 'videos', 'galleries', 'infographics', 'live_blogs', 'live_blog_posts'],
  ...['related_content', 'content_tags', 'content_authors', 'content_regions', 'content_views', 'corrections'],
  ...['path_aliases', 'breaking_items', 'revisions', 'events'],
];

/** Reads every row with the transaction that wrote it. The transaction changes even if the row is written unchanged. */
async function readRows({ pool }: TestDatabase): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of TABLES) {
    const { rows } = await pool.query(`select xmin::text || ctid::text || row_to_json(t)::text as row from ${table} t`);
    tables[table] = rows.map(({ row }) => row).sort();
  }
  return tables;
}

const WRITES_ITEM = new RegExp(`\\b(?:update|insert into|delete from)\\s+"?(?:${TABLES.join('|')})\\b`, 'i');

async function exportText({ db }: TestDatabase): Promise<string> {
  const lines: string[] = [];
  await exportNewsroom(db, async (record) => void lines.push(`${JSON.stringify(record)}\n`));
  return lines.join('');
}

/** Imports a file into a database that already has its documents. Checks that no row is written. */
async function importAgain(format: string, file: string, text: string) {
  const before = await readRows(database());
  database().statements.length = 0;
  const { failed, summary, unlinked } = await importFiles(database(), format, { [file]: text });
  const writes = database().statements.filter(({ sql }) => WRITES_ITEM.test(sql) && !/breaking_items/.test(sql));
  expect(writes.map(({ sql }) => sql)).toEqual([]);
  expect(await readRows(database())).toEqual(before);
  expect({ failed, unlinked }).toEqual({ failed: [], unlinked: [] });
  return summary;
}

/** Writes items and breaking items by mutations, so they have no source id. Other items refer to them. */
async function writeHere(): Promise<void> {
  const { article } = await writeAs<{ article: { id: string } }>(
    gateway(),
    'publisher',
    'createArticle',
    'article { id }',
    {
      ...{ headline: 'Made here', section: 'politics' },
    },
  );
  await writeAs(gateway(), 'publisher', 'publishBreakingItem', '__typename', {
    ...{ text: 'It was made here', article: article.id },
  });
  await writeAs(gateway(), 'publisher', 'createCollection', '__typename', {
    ...{ title: 'Made here', items: [article.id] },
  });
}

// The test imports a whole newsroom, so it needs more time than usual.
describe('an export that is imported into its own database', { timeout: 120_000 }, () => {
  beforeAll(writeHere);

  it('changes no item, makes no version, no revision and no event, and reports all items as unchanged', async () => {
    const text = await exportText(database());
    const { rowCount } = await database().pool.query('select from content_items where source_id is not null');
    expect(rowCount).toBeGreaterThan(150);
    expect(text).toContain('"sourceId":"dateline:');
    expect(text).toContain('"sourceId":"dateline:breaking:');
    const summary = await importAgain('jsonl', 'newsroom.jsonl', text);
    const items = text
      .split('\n')
      .filter((line) => /^\{.*"record":"(?:article|video|gallery|infographic|liveBlog)"/.test(line));
    expect(summary).toMatchObject({ added: 0, updated: 0, unchanged: items.length, failed: 0 });
    expect(await exportText(database())).toBe(text);
  });

  it('changes only items that were changed after the export', async () => {
    const text = await exportText(database());
    await database().pool.query(
      `update content_items set headline = 'Changed since', version = version + 1
        where id = (select min(id) from content_items where type = 'ARTICLE' and language = 'en')`,
    );
    const { summary } = await importFiles(database(), 'jsonl', { 'newsroom.jsonl': text });
    expect(summary).toMatchObject({ added: 0, updated: 1, failed: 0 });
    const { rowCount } = await database().pool.query(`select from content_items where headline = 'Changed since'`);
    expect(rowCount).toBe(0);
  });
});

describe.each(Object.entries(SAMPLES))('a document in the format %s', (format, { file, write }) => {
  it('is unchanged in a second import, and nothing is written', async () => {
    const text = write({
      id: `https://harbour.example/${format}`,
      headline: `Twice ${format}`,
      html: '<p>The same.</p>',
    });
    expect((await importFiles(database(), format, { [file]: text })).summary).toMatchObject({ added: 1, failed: 0 });
    expect(await importAgain(format, file, text)).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
  });
});
