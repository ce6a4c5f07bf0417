import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexChangedContent } from '../../src/search/indexer.js';
import { useDatabase } from '../support/database.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const make = useMaker(database);

let pool: pg.Pool;
beforeAll(() => {
  // Three indexers at the same time use up to six connections.
  pool = new pg.Pool({ connectionString: database().url, max: 10 });
});
afterAll(() => pool.end());

const listed = async () => (await pool.query('select content_id from content_to_index')).rows.length;
const documentOf = async (id: number) =>
  (await pool.query('select document::text, text from search_documents where content_id = $1', [id])).rows[0];

describe('the indexer', () => {
  it('indexes each changed item once, even if three indexers run at the same time', async () => {
    for (let index = 0; index < 30; index += 1) await make().article({ headline: `Quarry ${index}` });
    expect(await listed()).toBe(30);
    const counts = await Promise.all([1, 2, 3].map(() => indexChangedContent(pool)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(30);
    expect(await listed()).toBe(0);
    expect((await pool.query('select from search_documents')).rows).toHaveLength(30);
    expect(await indexChangedContent(pool)).toBe(0);
  });

  it('stores words with their weights, and abbreviations both whole and in parts', async () => {
    const { id } = await make().article({
      headline: 'The U.S. elections',
      standfirst: 'Voters marched.',
      body: [{ type: 'paragraph', html: 'A <b>march</b> &amp; more' }],
      tags: [{ name: 'Ballots' }],
    });
    await indexChangedContent(pool);
    const { document, text } = await documentOf(id);
    expect(document).toMatch(/'elect':3A/);
    expect(document).toMatch(/'march':\d+B,\d+C/);
    expect(document).toMatch(/'ballot':\d+(?= |$)/);
    expect(document).toMatch(/'u':2A 'us':2A/);
    expect(text).toBe('Voters marched.\nA march & more');
  });

  it('skips an item that another transaction is writing, and indexes the item later', async () => {
    const { id } = await make().article({ headline: 'Viaduct' });
    const writer = await pool.connect();
    await writer.query('begin');
    await writer.query(`update content_items set headline = 'Aqueduct' where id = $1`, [id]);
    expect(await indexChangedContent(pool)).toBe(0);
    await writer.query('commit');
    writer.release();
    expect(await indexChangedContent(pool)).toBe(1);
    expect((await documentOf(id)).document).toContain('aqueduct');
  });

  it('indexes texts of any length, and stores their first 20,000 characters', async () => {
    const words = Array.from({ length: 30_000 }, (_, index) => `word${index}${'x'.repeat(index % 70)}`).join(' ');
    const { id } = await make().article({ headline: 'Long', body: [{ type: 'paragraph', html: words }] });
    expect(await indexChangedContent(pool)).toBe(1);
    expect((await documentOf(id)).text).toHaveLength(20_000);
  });
});
