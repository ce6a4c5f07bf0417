import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

/** Creates sixty articles with lists of different lengths, such as authors, tags, regions and related news. */
beforeAll(async () => {
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, i) => ({ name: `${kind} ${i}` }));
  const sourceIds = Array.from({ length: 60 }, (_, i) => `test:Article ${i}`);
  for (const [i, sourceId] of sourceIds.entries()) {
    await make().article({
      sourceId,
      headline: `Article ${i}`,
      section: { name: `Section ${i % 7}`, parent: { name: 'News' } },
      authors: names('Author', 1 + (i % 5)),
      tags: names('Tag', 2 + (i % 6)),
      regions: names('Region', i % 4),
      sources: names('Agency', i % 3),
      corrections: [{ text: 'A name was wrong.', publishedAt: new Date('2026-03-23T11:30:00Z') }],
      mainImage: { url: '/media/ferry.svg', altText: 'A ferry' },
      related: sourceIds.slice(0, i % 8).filter((other) => other !== sourceId),
      body: [
        { type: 'paragraph', html: 'Text.' },
        { type: 'relatedNews', items: sourceIds.slice(0, 1 + (i % 5)) },
        { type: 'articleLink', article: 'test:Article 3' },
      ],
      views: [{ hour: new Date('2026-03-23T11:00:00Z'), views: 100 - i }],
    });
    await make().article({ headline: `Artículo ${i}`, language: 'es', translationOf: sourceId });
    await make().record({
      record: 'breaking',
      sourceId: `breaking ${i}`,
      language: 'en',
      text: `Line ${i}`,
      article: sourceId,
      publishedAt: new Date('2026-03-23T11:00:00Z'),
    });
  }
  await make().record({ record: 'collection', language: 'en', slug: 'all', title: 'All', items: sourceIds });
  await make().link();
});

/** Sends one operation, and returns the number of its SQL statements. */
async function countStatements(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  database().statements.length = 0;
  const { errors } = await gateway().ask(query, variables);
  expect(errors).toBeUndefined();
  return database().statements.length;
}

const EVERYTHING = `
  fragment Card on ContentItem {
    headline url primaryLabel { name url } mainImage { url(width: 320) altText }
    authors { name } tags { name } regions { name } section { name parent { name } } translations { headline }
  }
  fragment Whole on Article {
    ...Card byline dateline corrections { text } sources { name }
    collections(first: 1) { nodes { title } }
    relatedNews(first: $related) { reason article { ...Card } }
    readNext(first: $related) { ...Card }
    body { __typename
      ... on RelatedNewsBlock { items { ...Card } }
      ... on ArticleLinkBlock { article { ...Card } }
    }
  }`;

describe('the number of SQL statements', () => {
  it('does not grow with the length of the lists of ArticlePage', async () => {
    const page = await readOperation('ArticlePage');
    const few = page.replace(/first: \d+/g, 'first: 1');
    const many = page.replace(/first: \d+/g, 'first: 50');
    const variables = { slug: 'article-59', language: 'en' };
    const counts = [
      await countStatements(few, variables),
      await countStatements(page, variables),
      await countStatements(many, variables),
    ];
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(16);
  });

  it('is the same for one related item and for fifty', async () => {
    const query = `query ($related: Int!) { article(by: { slug: "article-59" }) { ...Whole } } ${EVERYTHING}`;
    expect(await countStatements(query, { related: 50 })).toBe(await countStatements(query, { related: 1 }));
  });

  it('is not larger for twenty articles than for one, each with authors, tags, related news and images', async () => {
    const query = `query ($first: Int!, $related: Int!) { mostRead(first: $first) { ...Whole } } ${EVERYTHING}`;
    const one = await countStatements(query, { first: 1, related: 4 });
    // The number may be smaller, because an article may need a row that was already read for a different article.
    expect(await countStatements(query, { first: 20, related: 4 })).toBeLessThanOrEqual(one);
  });

  it('is the same for twenty `article` fields as for one, by slug, path or id', async () => {
    const { data } = await gateway().ask<{ mostRead: { id: string; path: string; slug: string }[] }>(
      '{ mostRead(first: 20) { id path slug } }',
    );
    const fields = '{ headline authors { name } tags { name } relatedNews(first: 2) { article { headline } } }';
    for (const key of ['id', 'path', 'slug'] as const) {
      const aliases = data.mostRead.map(
        (item, i) => `a${i}: article(by: { ${key}: ${JSON.stringify(item[key])} }) ${fields}`,
      );
      const [first = ''] = aliases;
      expect(await countStatements(`{ ${aliases.join(' ')} }`)).toBe(await countStatements(`{ ${first} }`));
    }
  });

  it('is one if only the headline is selected', async () => {
    expect(await countStatements('{ article(by: { path: "/news/section-3/article-59" }) { headline } }')).toBe(1);
  });
});
