import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../../src/body/blocks.js';
import { countWords } from '../../src/body/read-time.js';
import { bodyText } from '../../src/body/text.js';
import { openAndClose } from '../../src/event-log/clock.js';
import { generateNewsroom } from '../../src/generate/write.js';
import { slugify } from '../../src/writing/slug.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const ITEMS = 400;
const database = useDatabase();
const same = useDatabase();
const other = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(() => generate(database(), 7));

function generate({ pool, url }: TestDatabase, seed: number): Promise<void> {
  const listener = { onProgress: () => {}, onStepDone: () => {} };
  return generateNewsroom({ connectionString: url, pool }, { items: ITEMS, seed, until: NOW }, listener);
}

async function select<Row>(sql: string, { pool }: TestDatabase = database()): Promise<Row[]> {
  const { rows } = await pool.query(sql);
  return rows;
}

/** Returns a hash of the rows of each table, by the name of the table. Leaves out computed tables. */
async function digest(of: TestDatabase): Promise<Record<string, string>> {
  const computed = ['search_documents', 'search_words', 'search_lexemes', 'content_terms', 'similar_content'];
  const tables = await select<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    of,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !computed.includes(table.name))) {
    const [row] = await select<{ md5: string }>(
      `select md5(string_agg(line::text, '|' order by line::text)) from ${name} as line`,
      of,
    );
    digests[name] = row?.md5 ?? '';
  }
  return digests;
}

describe('a generated newsroom', () => {
  it('has the same rows for the same seed, and different rows for a different seed', async () => {
    await generate(same(), 7);
    await generate(other(), 8);
    const [one, two, three] = [await digest(database()), await digest(same()), await digest(other())];
    expect(two).toEqual(one);
    for (const table of ['content_items', 'articles', 'tags', 'content_tags', 'content_views'])
      expect(three[table]).not.toBe(one[table]);
  });

  it('has the requested number of items, of every kind and genre, in five languages', async () => {
    const kinds = await select<{ type: string; items: number }>(
      'select type::text, count(*)::int as items from content_items group by 1',
    );
    const byKind = Object.fromEntries(kinds.map(({ items, type }) => [type, items]));
    expect(Object.values(byKind).reduce((sum, items) => sum + items)).toBe(ITEMS);
    expect(Object.keys(byKind).sort()).toEqual(['ARTICLE', 'GALLERY', 'INFOGRAPHIC', 'LIVE_BLOG', 'VIDEO']);
    expect(byKind.ARTICLE).toBeGreaterThan(0.7 * ITEMS);
    const genres = await select<{ genre: string }>(
      'select distinct genre::text from content_items where genre is not null',
    );
    expect(genres).toHaveLength(5);
    const languages = await select<{ language: string }>(
      'select language from content_items group by 1 order by count(*) desc',
    );
    expect(languages.map(({ language }) => language).slice(0, 2)).toEqual(['en', 'es']);
    expect(languages).toHaveLength(5);
  });

  it('has slugs, paths and word counts that match the headlines, sections and bodies', async () => {
    const items = await select<{ slug: string; path: string; headline: string; folder: string }>(
      'select content_items.slug, content_items.path, headline, sections.path as folder from content_items join sections on sections.id = section_id',
    );
    expect(items).toHaveLength(ITEMS);
    for (const { folder, headline, path, slug } of items) {
      expect(path).toBe(`${folder}/${slug}`);
      expect(slug.replace(/-\d+$/, '')).toBe(slugify(headline));
    }
    const texts = await select<{ language: string; words: number; body: Block[] }>(
      'select language, word_count as words, body from articles join content_items on id = content_id',
    );
    for (const { body, language, words } of texts) expect(words).toBe(countWords(bodyText(body), language));
  });

  it('has more recent items than old items, and only a few scheduled items', async () => {
    const [dates] = await select(
      `select count(*) filter (where published_at > '${NOW.toISOString()}' and state = 'RELEASED')::int as scheduled,
        count(*) filter (where published_at > timestamptz '${NOW.toISOString()}' - interval '2 years')::int as late,
        count(*) filter (where published_at < timestamptz '${NOW.toISOString()}' - interval '8 years')::int as early,
        max(updated_at) <= '${NOW.toISOString()}' as "isOver" from content_items`,
    );
    expect(dates).toMatchObject({ scheduled: expect.any(Number), isOver: true });
    const { early, late, scheduled } = Object(dates);
    expect(scheduled).toBeLessThan(0.02 * ITEMS);
    expect(late).toBeGreaterThan(1.5 * early);
    expect(early).toBeGreaterThan(0.1 * ITEMS);
  });

  it('has a few very common tags, and a few items with most of the views', async () => {
    const tags = await select<{ items: number }>(
      `select count(*)::int as items from content_tags join tags on id = tag_id where language = 'en' group by tag_id order by 1 desc`,
    );
    const median = tags[tags.length >> 1]?.items ?? 0;
    expect(tags[0]?.items).toBeGreaterThan(3 * median);
    const views = await select<{ views: number }>(
      'select views::int from content_popularity where views > 0 order by 1 desc',
    );
    const all = views.reduce((sum, row) => sum + row.views, 0);
    const best = views.slice(0, views.length / 20).reduce((sum, row) => sum + row.views, 0);
    expect(best).toBeGreaterThan(all / 2);
  });

  it('has items that readers must not see', async () => {
    const [hidden] = await select(
      `select count(*) filter (where state = 'DRAFT')::int as draft, count(*) filter (where state = 'WITHDRAWN')::int as withdrawn,
        count(*) filter (where published_at > '${NOW.toISOString()}')::int as scheduled,
        count(*) filter (where embargoed_until > '${NOW.toISOString()}')::int as embargoed,
        count(*) filter (where expires_at < '${NOW.toISOString()}')::int as expired from content_items`,
    );
    for (const items of Object.values(Object(hidden))) expect(items).toBeGreaterThan(0);
  });

  it('has no revisions, no events, and no event that is due', async () => {
    expect(await openAndClose(database(), NOW)).toBe(false);
    const [{ revisions, events }] = (await select(
      'select (select count(*)::int from revisions) as revisions, (select count(*)::int from events) as events',
    )) as [{ revisions: number; events: number }];
    expect({ revisions, events }).toEqual({ revisions: 0, events: 0 });
  });

  it('has translations, collections with and without rules, series, corrections, old addresses and related articles', async () => {
    const [counts] = await select(
      `select (select count(*) from (select from content_items group by translation_group_id having count(*) between 2 and 3) as told)::int as translated,
        (select count(*) from collections where rule is not null)::int as "withRule",
        (select count(*) from collections where rule is null)::int as chosen,
        (select count(*) from collection_items)::int as "inPackages", (select count(*) from corrections)::int as corrections,
        (select count(*) from path_aliases)::int as aliases, (select count(*) from related_content)::int as related,
        (select count(*) from content_items where series_id is not null)::int as "inSeries",
        (select count(*) from live_blog_posts)::int as posts`,
    );
    for (const [name, count] of Object.entries(Object(counts))) expect([name, Number(count) > 0]).toEqual([name, true]);
  });

  it('is served by the gateway: one article page in each language', async () => {
    const pages = await select<{ slug: string; language: string; headline: string }>(
      `select distinct on (language) slug, language, headline from content_items
        where type = 'ARTICLE' and state = 'RELEASED' and visible_from <= '${NOW.toISOString()}' and expires_at is null order by language, id`,
    );
    const operation = await readOperation('ArticlePage');
    for (const { headline, ...by } of pages) {
      const { data, errors } = await gateway().ask(operation, by);
      expect({ data, errors }).toMatchObject({ data: { article: { headline } }, errors: undefined });
    }
  });

  it('does not use the ids of items that are written later', async () => {
    const written = await make().article({
      headline: 'Written afterwards',
      tags: [{ name: 'New' }],
      authors: [{ name: 'New' }],
    });
    expect(written.id).toBeGreaterThan(ITEMS);
  });

  it('is not written to a database that has content', async () => {
    await expect(generate(other(), 9)).rejects.toThrow('has content already');
    const [row] = await select<{ items: number }>('select count(*)::int as items from content_items', other());
    expect(row?.items).toBe(ITEMS);
  });
});
