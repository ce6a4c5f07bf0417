import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

interface Lists {
  readonly article: {
    readonly relatedNews: { reason: string; article: { headline: string } }[];
    readonly readNext: { headline: string }[];
  };
}

async function ask(headline: string, relatedNews: number, readNext = 1): Promise<[string, string][]> {
  const { article } = await askLists(headline, relatedNews, readNext);
  return article.relatedNews.map(({ article: { headline: found }, reason }) => [found, reason]);
}

async function askLists(headline: string, relatedNews: number, readNext: number): Promise<Lists> {
  const { data, errors } = await gateway().ask<Lists>(
    `query ($slug: String!, $relatedNews: Int!, $readNext: Int!) {
      article(by: { slug: $slug }) {
        relatedNews(first: $relatedNews) { reason article { headline } }
        readNext(first: $readNext) { headline }
      }
    }`,
    { slug: headline.toLowerCase().replaceAll(' ', '-'), relatedNews, readNext },
  );
  expect(errors).toBeUndefined();
  return data;
}

const tags = (...names: string[]) => names.map((name) => ({ name }));
const section = (name: string) => ({ name });

describe('relatedNews', () => {
  beforeAll(async () => {
    const { article, link } = make();
    await article({
      headline: 'Bridge opens',
      section: section('Transport'),
      tags: tags('bridge', 'harbour'),
      related: ['test:Chosen two', 'test:Chosen one', 'test:Chosen draft', 'test:Bridge opens'],
    });
    await article({ headline: 'Chosen one', section: section('Chosen') });
    await article({ headline: 'Chosen two', section: section('Chosen'), tags: tags('bridge') });
    await article({ headline: 'Chosen draft', status: 'DRAFT' });
    await article({ headline: 'Shares a rare tag', tags: tags('bridge') });
    await article({ headline: 'Shares a common tag', tags: tags('harbour') });
    await article({ headline: 'Shares a rare tag long ago', tags: tags('bridge'), publishedAt: hoursAgo(24 * 400) });
    await article({ headline: 'Same section', section: section('Transport'), publishedAt: hoursAgo(3) });
    await article({ headline: 'Same section later', section: section('Transport'), publishedAt: hoursAgo(2) });
    await article({ headline: 'Nothing in common', section: section('Elsewhere') });
    await article({ headline: 'Puente abierto', language: 'es', tags: tags('bridge'), section: section('Transport') });
    for (let i = 0; i < 30; i += 1) {
      await article({ headline: `Harbour notes ${i}`, tags: tags('harbour'), publishedAt: hoursAgo(1000) });
    }
    await link();
  });

  it('begins with the chosen public articles in the chosen order, and leaves out the article itself', async () => {
    const related = await ask('Bridge opens', 2);
    expect(related).toEqual([
      ['Chosen two', 'CURATED'],
      ['Chosen one', 'CURATED'],
    ]);
  });

  it('continues with articles that share tags, and prefers rare tags and recent articles', async () => {
    const related = await ask('Bridge opens', 50);
    const place = (headline: string) => related.findIndex(([found]) => found === headline);
    expect(related[2]).toEqual(['Shares a rare tag', 'SHARED_TAGS']);
    expect(place('Shares a common tag')).toBeGreaterThan(place('Shares a rare tag'));
    expect(place('Shares a rare tag long ago')).toBeGreaterThan(place('Shares a rare tag'));
    expect(place('Harbour notes 1')).toBeGreaterThan(place('Shares a common tag'));
  });

  it('ends with the newest articles of the same section, and lists no article twice', async () => {
    const related = await ask('Bridge opens', 50);
    const found = related.map(([headline]) => headline);
    expect(new Set(found).size).toBe(found.length);
    expect(related.slice(-2)).toEqual([
      ['Same section later', 'SAME_SECTION'],
      ['Same section', 'SAME_SECTION'],
    ]);
    expect(found).not.toContain('Bridge opens');
    expect(found).not.toContain('Chosen draft');
    expect(found).not.toContain('Puente abierto');
    expect(found).not.toContain('Nothing in common');
  });

  it('prefers articles of the same section if scores are equal', async () => {
    const { article } = make();
    await article({ headline: 'Tie asks', section: section('Ties'), tags: tags('tie') });
    await article({
      headline: 'Tie elsewhere',
      section: section('Not ties'),
      tags: tags('tie'),
      publishedAt: hoursAgo(1),
    });
    await article({ headline: 'Tie here', section: section('Ties'), tags: tags('tie'), publishedAt: hoursAgo(2) });
    expect(await ask('Tie asks', 2)).toEqual([
      ['Tie here', 'SHARED_TAGS'],
      ['Tie elsewhere', 'SHARED_TAGS'],
    ]);
  });

  it('refuses an invalid number of items, and names the argument', async () => {
    for (const first of [0, -1, 51]) {
      const { data, errors } = await gateway().ask(
        `{ article(by: { slug: "bridge-opens" }) { relatedNews(first: ${first}) { reason } } }`,
      );
      expect(data).toEqual({ article: null });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } });
    }
  });
});

describe('readNext', () => {
  it.each([
    [1, 4],
    [4, 4],
    [10, 4],
    [50, 50],
  ])('leaves out the article, its %i related articles and other languages', async (relatedNews, readNext) => {
    const { article } = await askLists('Bridge opens', relatedNews, readNext);
    const related = article.relatedNews.map((row) => row.article.headline);
    const next = article.readNext.map((row) => row.headline);
    expect(next.length).toBeGreaterThan(0);
    expect(next.filter((headline) => related.includes(headline))).toEqual([]);
    expect(next).not.toContain('Bridge opens');
    expect(next).not.toContain('Puente abierto');
    expect(new Set(next).size).toBe(next.length);
  });

  it('begins with the newest articles of the section', async () => {
    const { article } = await askLists('Bridge opens', 2, 2);
    expect(article.readNext.map((row) => row.headline)).toEqual(['Same section later', 'Same section']);
  });

  it('is not shorter if two aliases of relatedNews ask for different numbers', async () => {
    const { data } = await gateway().ask<{ article: { few: unknown[]; many: unknown[]; readNext: unknown[] } }>(
      `{ article(by: { slug: "bridge-opens" }) {
        few: relatedNews(first: 1) { reason } many: relatedNews(first: 6) { reason } readNext(first: 3) { headline }
      } }`,
    );
    expect([data.article.few.length, data.article.many.length, data.article.readNext.length]).toEqual([1, 6, 3]);
  });
});
