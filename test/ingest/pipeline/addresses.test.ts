import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../../support/database.js';
import { useGateway } from '../../support/gateway.js';
import { hoursAgo } from '../../support/make.js';
import { NOW } from '../../support/names.js';
import { importFiles, line } from './importing.js';

const database = useDatabase();
const gateway = useGateway(database);

const importLines = (...lines: string[]) => importFiles(database(), 'jsonl', { 'news.jsonl': lines.join('') });

async function askBy(by: object, language = 'en') {
  const { data, errors } = await gateway().ask<{ article: Record<string, unknown> | null }>(
    `query ($by: ArticleBy!, $language: LanguageTag) { article(by: $by, language: $language) {
      headline slug path url language translations { slug } relatedNews(first: 9) { reason article { slug } }
      body { __typename ... on ParagraphBlock { html } ... on ArticleLinkBlock { article { slug } }
        ... on RelatedNewsBlock { items { slug } } } } }`,
    { by, language },
  );
  expect(errors).toBeUndefined();
  return data.article;
}

describe('a slug', () => {
  it('gets a number if an item of the same language has it, but not if an item of another language has it', async () => {
    const { articles } = await importLines(
      ...Array.from({ length: 4 }, (_, i) => line({ sourceId: `s:${i}`, headline: 'Low water' })),
      line({ sourceId: 's:es', headline: 'Low water', language: 'es' }),
    );
    expect(articles.map(({ slug }) => slug)).toEqual([
      'low-water',
      'low-water-2',
      'low-water-3',
      expect.stringMatching(/^low-water-[\da-f]{10}$/),
      'low-water',
    ]);
    expect(await askBy({ slug: 'low-water' }, 'es')).toMatchObject({ language: 'es', path: '/es/news/low-water' });
  });

  it.each([
    ['المدّ يعود إلى الميناء', 'المدّ-يعود-إلى-الميناء'],
    ['港口的潮汐又回来了', '港口的潮汐又回来了'],
    ['Größe und Œuvre: Łódź, Ørsted', 'grosse-und-oeuvre-lodz-orsted'],
    ["It's the harbour's 2nd “big” day…", 'its-the-harbours-2nd-big-day'],
  ])('is made of %s, and resolves', async (headline, slug) => {
    const { articles } = await importLines(line({ headline }));
    expect(articles).toMatchObject([{ slug }]);
    expect(await askBy({ slug })).toMatchObject({
      headline,
      url: `https://news.example${encodeURI(`/news/${slug}`)}`,
    });
    expect(await askBy({ path: encodeURI(`/news/${slug}`) })).toMatchObject({ headline });
  });

  it('is made from the source id if the headline has no letter, and stays the same', async () => {
    const headline = '🌊🌊 ❤️ 👩‍👩‍👧 …!';
    const { articles } = await importLines(line({ headline }));
    expect(articles).toMatchObject([{ slug: expect.stringMatching(/^item-[\da-f]{10}$/) }]);
    const { articles: again } = await importLines(line({ headline, label: 'Live' }));
    expect(again).toMatchObject([{ slug: articles[0]?.slug, outcome: 'updated' }]);
    expect(await askBy({ slug: articles[0]?.slug })).toMatchObject({ headline });
  });

  it('is the slug in the document, with a number if another item has that slug', async () => {
    const { articles } = await importLines(
      line({ headline: 'Named', slug: 'A Name of its Own!' }),
      line({ headline: 'Named again', slug: 'a-name-of-its-own' }),
    );
    expect(new Set(articles.map(({ slug }) => slug))).toEqual(new Set(['a-name-of-its-own', 'a-name-of-its-own-2']));
  });
});

describe('a path', () => {
  it('that an item had before its section changed still leads to the item', async () => {
    const moved = (section: string) => line({ headline: 'Moved', section: { name: section } });
    await importLines(moved('Coast'));
    await importLines(moved('Harbour'));
    for (const path of ['/coast/moved', '/harbour/moved', '/harbour/moved/?utm=1#top'])
      expect(await askBy({ path })).toMatchObject({ path: '/harbour/moved' });
    await importLines(moved('Coast'));
    for (const path of ['/coast/moved', '/harbour/moved'])
      expect(await askBy({ path })).toMatchObject({ path: '/coast/moved' });
    const { rows } = await database().pool.query(`select path from path_aliases where path like '%/moved'`);
    expect(rows).toEqual([{ path: '/harbour/moved' }]);
  });

  it('that an item has on its original site leads to the item, with and without percent-encoding', async () => {
    await importLines(
      line({
        headline: 'From afar',
        sourceUrl: 'https://other.example/2024/05/caf%C3%A9-am-hafen/?x=1',
        aliases: ['/old/one'],
      }),
    );
    for (const path of ['/2024/05/caf%C3%A9-am-hafen', '/2024/05/café-am-hafen/', '/old/one'])
      expect(await askBy({ path })).toMatchObject({ path: '/news/from-afar' });
  });

  it('that already leads to one item is not given to another item', async () => {
    await importLines(line({ headline: 'Owner', aliases: ['/shared'] }));
    await importLines(line({ headline: 'Claimant', aliases: ['/shared', '/news/owner'] }));
    expect(await askBy({ path: '/shared' })).toMatchObject({ slug: 'owner' });
    expect(await askBy({ path: '/news/owner' })).toMatchObject({ slug: 'owner' });
  });

  it('begins with the language if this is not the language of the site, which the file can set', async () => {
    const site = { record: 'site', language: 'ar', timeZone: 'Asia/Beirut' };
    const { articles } = await importLines(
      `${JSON.stringify(site)}\n`,
      line({ headline: 'Own', language: 'ar', section: { name: 'Sea' } }),
      line({ headline: 'Other', language: 'en', section: { name: 'Sea' } }),
    );
    expect(articles.map(({ path }) => path)).toEqual(['/sea/own', '/en/sea/other']);
    await database().pool.query('delete from site');
  });
});

describe('a link to another document', () => {
  const body = [
    { type: 'articleLink' as const, article: 'test:Target' },
    { type: 'relatedNews' as const, items: ['test:Target', 'test:Beyond'] },
  ];

  it('is made even if that document comes later in the file, or in another file', async () => {
    const { unlinked } = await importFiles(database(), 'jsonl', {
      'a.jsonl': line({ headline: 'Source', body, related: ['test:Farther'], translationOf: 'test:Blanco' }),
      'b.jsonl':
        ['Target', 'Beyond', 'Farther'].map((headline) => line({ headline })).join('') +
        line({ headline: 'Blanco', language: 'es' }),
    });
    expect(unlinked).toEqual([]);
    expect(await askBy({ slug: 'source' })).toMatchObject({
      body: [
        { __typename: 'ArticleLinkBlock', article: { slug: 'target' } },
        { __typename: 'RelatedNewsBlock', items: [{ slug: 'target' }, { slug: 'beyond' }] },
      ],
      translations: [{ slug: 'blanco' }],
      relatedNews: [{ reason: 'CURATED', article: { slug: 'farther' } }],
    });
  });

  it('is made without reading the linking item again if the same import wrote it', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await importLines(line({ headline: 'Early', related: ['test:Late'] }), line({ headline: 'Late' }));
    const statements = query.mock.calls.map((args: unknown[]) => JSON.stringify(args[0]));
    query.mockRestore();
    expect(await askBy({ slug: 'early' })).toMatchObject({ relatedNews: [{ article: { slug: 'late' } }] });
    expect(statements).toContainEqual(expect.stringContaining('insert into related_content'));
    expect(statements.filter((statement) => statement.includes('from \\"corrections'))).toEqual([]);
  });

  it('is reported and left out if that document does not exist', async () => {
    const { articles, summary, unlinked } = await importLines(
      line({
        headline: 'Alone',
        body: [
          { type: 'articleLink', article: 'x:1' },
          { type: 'paragraph', html: 'Text' },
        ],
        related: ['x:2'],
      }),
    );
    expect(summary).toMatchObject({ added: 1, failed: 0 });
    expect(unlinked).toEqual(['test:Alone: x:1, x:2']);
    expect(await askBy({ path: articles[0]?.path })).toMatchObject({
      body: [{ __typename: 'ParagraphBlock', html: 'Text' }],
    });
  });

  it('is removed if a later version of the document does not have it', async () => {
    await importLines(line({ headline: 'Chosen' }), line({ headline: 'Chooser', related: ['test:Chosen'] }));
    const curated = async () => {
      const { rows } = await database().pool.query(
        `select from related_content join content_items on id = content_id where slug = 'chooser'`,
      );
      return rows.length;
    };
    expect(await curated()).toBe(1);
    await importLines(line({ headline: 'Chooser' }));
    expect(await curated()).toBe(0);
  });
});

describe('an imported item', () => {
  const isPublic = async (slug: string) => (await askBy({ slug })) !== null;

  it.each([
    ['Published now', {}, true],
    ['Dated back', { publishedAt: hoursAgo(5) }, true],
    ['Dated ahead', { publishedAt: hoursAgo(-1) }, false],
    ['Under embargo', { publishedAt: hoursAgo(5), embargoedUntil: hoursAgo(-2) }, false],
    ['Embargo over', { publishedAt: hoursAgo(5), embargoedUntil: hoursAgo(2) }, true],
    ['Expired', { publishedAt: hoursAgo(5), expiresAt: hoursAgo(1) }, false],
    ['Held back', { status: 'DRAFT' as const }, false],
    ['Taken away', { status: 'WITHDRAWN' as const }, false],
  ])('is public or not: %s: %j: %s', async (headline, fields, expected) => {
    const { summary } = await importLines(line({ headline, ...fields }));
    expect(summary).toMatchObject({ added: 1, failed: 0 });
    expect(await isPublic(headline.toLowerCase().replaceAll(' ', '-'))).toBe(expected);
  });

  it('becomes public at its time without any write', async () => {
    await importLines(line({ headline: 'Opens soon', publishedAt: hoursAgo(-3) }));
    expect(await isPublic('opens-soon')).toBe(false);
    gateway().now = hoursAgo(-4);
    expect(await isPublic('opens-soon')).toBe(true);
    gateway().now = NOW;
  });

  it('is not public as a draft, until it is imported again without the draft option', async () => {
    const files = { 'a.jsonl': line({ headline: 'Draft first' }) };
    await importFiles(database(), 'jsonl', files, { asDraft: true });
    expect(await isPublic('draft-first')).toBe(false);
    expect((await importFiles(database(), 'jsonl', files)).summary).toMatchObject({ updated: 1 });
    expect(await isPublic('draft-first')).toBe(true);
  });
});
