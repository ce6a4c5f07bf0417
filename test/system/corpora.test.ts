import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../../src/body/blocks.js';
import { bodyText } from '../../src/body/text.js';
import { parseTime } from '../../src/ingest/text/time.js';
import { type ImportResult, importFolder } from '../ingest/pipeline/importing.js';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { askParts, findRepeated } from '../support/page-parts.js';
import { findScannedTables } from '../support/plans.js';

/** A folder with real documents of publishers. It is not a part of the repository, so it may be missing. */
const CORPORA = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));

if (existsSync(CORPORA)) {
  describe('real pages', testPages);
  describe('real ninjs documents', testNinjs);
  describe('real feeds', testFeeds);
  describe('ten thousand real articles', testNews);
} else {
  it(`The tests with real documents do not run, because there is no ${CORPORA}`, () => {
    expect(existsSync(CORPORA)).toBe(false);
  });
}

interface StoredArticle {
  readonly source_id: string;
  readonly headline: string;
  readonly byline: string | null;
  readonly published_at: Date;
  readonly body: Block[];
  readonly authors: string[];
  readonly sources: { name: string }[];
}

function testPages(): void {
  const database = useDatabase();
  const folder = join(CORPORA, 'pages');
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.html') ? [file.slice(0, -'.html'.length)] : []));
  const stored = new Map<string, StoredArticle>();
  let result: ImportResult | undefined;

  beforeAll(async () => {
    result = await importFolder(database(), 'html', folder, ['.']);
    for (const [index, article] of (result?.articles ?? []).entries()) {
      const { rows } = await database().pool.query(
        `select *, array(select name from authors join content_authors on author_id = authors.id
           where content_id = content_items.id) as authors
         from content_items join articles on content_id = id where id = $1`,
        [article.id],
      );
      stored.set(names.toSorted()[index] ?? '', rows[0]);
    }
  });

  const expected = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8'));
  /** Finds the pages for which `has` is false. A failure then shows their names. */
  const findLacking = (has: (article: StoredArticle, name: string) => boolean, among = names) =>
    among.filter((name) => {
      const article = stored.get(name);
      return article === undefined || !has(article, name);
    });

  it('are all imported', () => {
    expect(result?.failed).toEqual([]);
    expect(result?.summary).toMatchObject({ added: 15, failed: 0, skipped: 0 });
    expect(result?.articles.every(({ type }) => type === 'ARTICLE')).toBe(true);
  });

  it('have the right headline on at least 14 of 15', () => {
    // The title that Readability finds may have the site's name after a bar.
    const titleOf = (name: string) => String(expected(name).title).split(' | ');
    expect(findLacking(({ headline }, name) => titleOf(name).includes(headline)).length).toBeLessThanOrEqual(1);
  });

  it('have an author or a byline, except for at most one of the 12 pages with a byline', () => {
    const signed = names.filter((name) => expected(name).byline !== null);
    expect(signed).toHaveLength(12);
    const lacking = findLacking(({ authors, byline }, name) => {
      const printed: string = expected(name).byline;
      const writers = [...authors, ...(byline === null ? [] : [byline])];
      // In one expected file, the byline is a date. For this page, any author is right.
      return /\d{4}/.test(printed)
        ? authors.length > 0
        : writers.some((name) => printed.toLowerCase().includes(name.replace(/^(?:By|Par) /, '').toLowerCase()));
    }, signed);
    expect(lacking.length).toBeLessThanOrEqual(1);
  });

  it('have their time of publication to the minute if the expected file has it', () => {
    const dated = names.filter((name) => expected(name).publishedTime !== null);
    expect(dated.length).toBeGreaterThan(6);
    const minute = (time: Date | undefined) => time?.toISOString().slice(0, 16);
    const lacking = findLacking(
      ({ published_at }, name) => minute(published_at) === minute(parseTime(expected(name).publishedTime, 'UTC')),
      dated,
    );
    expect(lacking).toEqual([]);
  });

  it('have at least 90% of the words that Readability finds', () => {
    const countWords = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    const lacking = findLacking(({ body }, name) => {
      const { document } = new JSDOM(readFileSync(join(folder, `${name}.html`))).window;
      const found = countWords(new Readability(document).parse()?.textContent ?? '');
      return found > 0 && countWords(bodyText(body)) >= 0.9 * found;
    });
    expect(lacking).toEqual([]);
  });
}

function testNinjs(): void {
  const database = useDatabase();

  it('are all imported, except for events, which are reported as skipped', async () => {
    const { articles, failed, skipped, summary } = await importFolder(database(), 'ninjs', join(CORPORA, 'ninjs'), [
      '.',
    ]);
    expect(failed).toEqual([]);
    // Two of the sixteen documents are the same item with different rights.
    expect(summary).toMatchObject({ added: 10, unchanged: 1, skipped: 5, failed: 0 });
    expect(skipped.every((reason) => reason.endsWith('.json: an event, which is not content'))).toBe(true);
    expect(countKinds(articles)).toEqual({ ARTICLE: 6, GALLERY: 4, VIDEO: 1 });
  });
}

function testFeeds(): void {
  const database = useDatabase();

  it.each([
    ['encoding.rss', 40, 0],
    ['guardian.rss', 55, 0],
    ['heise.atom', 15, 0],
    ['heraldsun.rss', 2, 0],
    ['instant-article.rss', 1, 0],
    ['missing-fields.atom', 0, 1],
    ['rss-1.rss', 69, 0],
    ['unrecognized.rss', 0, 1],
    ['uolNoticias.rss', 15, 0],
  ])('%s gives %i articles, and reports %i failures', async (file, articles, faults) => {
    const { failed, summary } = await importFolder(database(), 'feed', join(CORPORA, 'feeds'), [file]);
    expect({ added: summary.added, failed }).toMatchObject({ added: articles });
    expect(failed).toHaveLength(faults);
    for (const reason of failed) expect(reason).toMatch(new RegExp(`^${file}.*: .{20,}`));
  });

  it('of WordPress are imported with their pages', async () => {
    const { articles, failed, summary } = await importFolder(database(), 'wxr', join(CORPORA, 'feeds'), [
      'wordpress-theme-unit-test.wxr.xml',
    ]);
    expect(failed).toEqual([]);
    expect(summary).toMatchObject({ added: 51, records: 21, skipped: 0, failed: 0 });
    expect(countKinds(articles)).toEqual({ ARTICLE: 48, GALLERY: 2, VIDEO: 1 });
  });
}

function countKinds(items: readonly { type: string }[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { type } of items) kinds[type] = (kinds[type] ?? 0) + 1;
  return kinds;
}

const CONTENT_TABLES = new Set([
  ...['content_items', 'articles', 'content_tags', 'content_authors', 'content_regions'],
  ...['corrections', 'content_views', 'path_aliases', 'related_content', 'collection_items'],
]);

/** Statements that fill the tables that the import leaves empty, because PostgreSQL may scan an empty table. */
const FILL = [
  `insert into content_views (content_id, hour, views)
     select id, timestamptz '2026-03-23 12:00Z' - make_interval(hours => (case when id % 20 = 0 then 1 else 100 end) * n), n
     from content_items cross join generate_series(1, 10) as n`,
  `insert into regions (language, slug, name) select 'en', 'region-' || n, 'Region ' || n from generate_series(1, 9) as n`,
  `insert into content_regions (content_id, region_id, position)
     select content_items.id, regions.id, 0 from content_items join regions on content_items.id % 30 = regions.id`,
  `insert into tags (language, slug, name, kind)
     select 'en', 'tag-' || n, 'Tag ' || n, 'SUBJECT' from generate_series(1, 400) as n`,
  `insert into content_tags (content_id, tag_id, position)
     select content_items.id, tags.id, 0 from content_items
     join tags on tags.id in (1 + content_items.id % 7, 8 + content_items.id % 100, 108 + content_items.id % 290)`,
  `insert into corrections (content_id, text, published_at)
     select id, 'A name was wrong.', published_at from content_items where id % 5 = 0`,
  `insert into related_content (content_id, related_id, position)
     select id, id - 1, 0 from content_items where id % 3 = 0 and id - 1 in (select id from content_items)`,
  `insert into collections (language, slug, title) select 'en', 'c-' || n, 'C ' || n from generate_series(1, 50) as n`,
  `insert into collection_items (collection_id, content_id, position)
     select collections.id, content_items.id, content_items.id from collections
     join content_items on content_items.id % 100 = collections.id`,
];

function testNews(): void {
  const database = useDatabase();
  const gateway = useGateway(database);
  const map =
    'headline=headline,standfirst=short_description,section=category,authors=authors,publishedAt=date,sourceId=link';
  const importNews = () => importFolder(database(), 'jsonl', CORPORA, ['news-10k.jsonl'], { map });

  it('are imported, and a second import changes nothing', async () => {
    expect((await importNews()).summary).toMatchObject({ added: 9999, failed: 0 });
    expect((await importNews()).summary).toMatchObject({ added: 0, updated: 0, unchanged: 9999, failed: 0 });
    const { rows } = await database().pool.query('select count(*)::int as articles from content_items');
    expect(rows).toEqual([{ articles: 9999 }]);
  }, 300_000);

  it('need at most 16 statements for ArticlePage, and no statement scans a whole table of content', async () => {
    for (const fill of FILL) await database().pool.query(fill);
    // Makes current statistics for the planner. After so many inserts, autovacuum would soon do the same.
    await database().pool.query('vacuum analyze');
    const page = await readOperation('ArticlePage');
    const { rows } = await database().pool.query('select slug from content_items order by md5(slug) limit 5');
    for (const { slug } of rows) {
      database().statements.length = 0;
      const { data, errors } = await gateway().ask<{ article: { relatedNews: unknown[] } }>(page, {
        slug,
        language: 'en',
      });
      expect(errors).toBeUndefined();
      expect(data.article.relatedNews).toHaveLength(2);
      const statements = [...database().statements];
      expect(statements.length).toBeLessThanOrEqual(16);
      for (const statement of statements) {
        const scanned = await findScannedTables(database(), statement);
        expect(
          scanned.filter((table) => CONTENT_TABLES.has(table)),
          statement.sql,
        ).toEqual([]);
      }
    }
  });

  it('come only once on a page, on 200 pages of ArticlePage', async () => {
    const { rows } = await database().pool.query('select slug from content_items order by md5(slug) limit 200');
    for (const { slug } of rows) expect(findRepeated(await askParts(gateway(), slug, 'en')), slug).toEqual([]);
  }, 60_000);
}
