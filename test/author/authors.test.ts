import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const { article, record } = make();
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  for (const [language, slug, name] of [
    ['en', 'ann', 'Ann Abel'],
    ['en', 'bea', 'Bea Bell'],
    ['es', 'ann', 'Ana Abelló'],
  ] as const)
    await record({ record: 'author', language, slug, name, role: 'Reporter' });
  const byAnn = { authors: [{ name: 'Ann Abel', slug: 'ann' }] };
  await article({ headline: 'A text', ...byAnn, publishedAt: hoursAgo(1) });
  await article({ headline: 'A film', type: 'VIDEO', ...byAnn, publishedAt: hoursAgo(2) });
  await article({ headline: 'A view', genre: 'OPINION', ...byAnn, publishedAt: hoursAgo(3) });
  await article({ headline: 'A draft', status: 'DRAFT', ...byAnn });
  await article({
    headline: 'By both',
    authors: [{ name: 'Bea Bell', slug: 'bea' }, ...byAnn.authors],
    publishedAt: hoursAgo(4),
  });
});

describe('authors', () => {
  it('are listed by name, in one language or in all languages', async () => {
    const names = async (args: string) => {
      const { data } = await gateway().ask<{ authors: { nodes: { name: string }[] } }>(
        `{ authors${args} { nodes { name } } }`,
      );
      return data.authors.nodes.map((author) => author.name);
    };
    expect(await names('')).toEqual(['Ann Abel', 'Bea Bell']);
    expect(await names('(language: "es-AR")')).toEqual(['Ana Abelló']);
    expect(await names('(language: "*", last: 2)')).toEqual(['Ann Abel', 'Bea Bell']);
    expect(await names('(language: "*")')).toEqual(['Ana Abelló', 'Ann Abel', 'Bea Bell']);
  });
});

describe('author', () => {
  it('is found by its slug and language, and is null if no author has them', async () => {
    const { data } = await gateway().ask(
      '{ en: author(slug: "ann") { name } es: author(slug: "ann", language: "es-MX") { name } no: author(slug: "bea", language: "es") { name } }',
    );
    expect(data).toEqual({ en: { name: 'Ann Abel' }, es: { name: 'Ana Abelló' }, no: null });
  });

  it('has `articles` with articles only, and `contentItems` with all kinds', async () => {
    const { data, errors } = await gateway().ask(
      `{ author(slug: "ann") {
        articles { totalCount nodes { headline genre } }
        opinions: articles(filter: { genres: OPINION }) { totalCount nodes { headline } }
        films: articles(filter: { types: VIDEO }) { totalCount nodes { headline } }
        contentItems(orderBy: PUBLISHED_AT_ASC) { totalCount nodes { __typename headline } }
      } }`,
    );
    expect(errors).toBeUndefined();
    const news = (headline: string) => ({ headline, genre: 'NEWS' });
    expect(data).toEqual({
      author: {
        articles: { totalCount: 3, nodes: [news('A text'), { headline: 'A view', genre: 'OPINION' }, news('By both')] },
        opinions: { totalCount: 1, nodes: [{ headline: 'A view' }] },
        films: { totalCount: 0, nodes: [] },
        contentItems: {
          totalCount: 4,
          nodes: [
            { __typename: 'Article', headline: 'By both' },
            { __typename: 'Article', headline: 'A view' },
            { __typename: 'Video', headline: 'A film' },
            { __typename: 'Article', headline: 'A text' },
          ],
        },
      },
    });
  });

  it('needs no more SQL statements for several authors than for one', async () => {
    const count = async (query: string) => {
      database().statements.length = 0;
      const { errors } = await gateway().ask(query);
      expect(errors).toBeUndefined();
      return database().statements.length;
    };
    const below = 'articles(first: 2) { totalCount nodes { headline section { name } } }';
    expect(await count(`{ authors { nodes { ${below} } } }`)).toBe(
      await count(`{ authors(first: 1) { nodes { ${below} } } }`),
    );
  });
});
