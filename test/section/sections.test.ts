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
  const section = { record: 'section', language: 'en' } as const;
  await record({ ...section, slug: 'sport', name: 'Sport', position: 2 });
  await record({ ...section, slug: 'news', name: 'News', position: 1 });
  await record({ ...section, slug: 'politics', name: 'Politics', parent: 'news', position: 1 });
  await record({ ...section, slug: 'council', name: 'Council', parent: 'politics', position: 1 });
  await record({ ...section, language: 'es', slug: 'news', name: 'Noticias' });
  const at = (slug: string, headline: string, other = {}) =>
    article({ headline, section: { name: slug, slug }, ...other });
  await at('news', 'Top', { views: [{ hour: hoursAgo(2), views: 5 }] });
  await at('council', 'Deep', { views: [{ hour: hoursAgo(30), views: 50 }], publishedAt: hoursAgo(50) });
  await at('sport', 'Match', { views: [{ hour: hoursAgo(1), views: 500 }] });
  await at('news', 'Hidden', { views: [{ hour: hoursAgo(1), views: 5000 }], status: 'WITHDRAWN' });
  await at('news', 'Arriba', { views: [{ hour: hoursAgo(1), views: 900 }], language: 'es' });
});

describe('sections', () => {
  it('are listed in order, with all sub-sections, in one language or in all languages', async () => {
    const names = async (args: string) => {
      const { data } = await gateway().ask<{ sections: { name: string }[] }>(`{ sections${args} { name } }`);
      return data.sections.map((section) => section.name);
    };
    const english = await names('');
    expect([...english].sort()).toEqual(['Council', 'News', 'Politics', 'Sport']);
    expect(english.indexOf('News')).toBeLessThan(english.indexOf('Sport'));
    expect(await names('(language: "es-CL")')).toEqual(['Noticias']);
    expect((await names('(language: "*")')).sort()).toEqual(['Council', 'News', 'Noticias', 'Politics', 'Sport']);
    expect(await names('(language: "de")')).toEqual(english);
  });
});

describe('section', () => {
  it('is found by its slug and language, with its parent and children', async () => {
    const { data } = await gateway().ask(
      `{ politics: section(slug: "politics") { name path: url parent { name } children { name } }
         es: section(slug: "news", language: "es") { name children { name } }
         no: section(slug: "sport", language: "es") { name } }`,
    );
    expect(data).toMatchObject({
      politics: {
        name: 'Politics',
        path: 'https://news.example/news/politics',
        children: [{ name: 'Council' }],
        parent: { name: 'News' },
      },
      es: { name: 'Noticias', children: [] },
      no: null,
    });
  });

  it('contains its own items and the items of all sub-sections, at any depth', async () => {
    const { data } = await gateway().ask(
      '{ news: section(slug: "news") { contentItems { totalCount nodes { headline } } } sport: section(slug: "sport") { contentItems { totalCount } } }',
    );
    const nodes = [{ headline: 'Top' }, { headline: 'Deep' }];
    expect(data).toEqual({
      news: { contentItems: { totalCount: 2, nodes } },
      sport: { contentItems: { totalCount: 1 } },
    });
  });

  it('lists the most read items of the section and its sub-sections, in one language', async () => {
    const mostRead = async (window: string, first: number) => {
      const { data, errors } = await gateway().ask<{ section: { mostRead: { headline: string }[] } }>(
        `{ section(slug: "news") { mostRead(first: ${first}, window: ${window}) { headline } } }`,
      );
      expect(errors).toBeUndefined();
      return data.section.mostRead.map((item) => item.headline);
    };
    expect(await mostRead('LAST_7_DAYS', 5)).toEqual(['Deep', 'Top']);
    expect(await mostRead('LAST_24_HOURS', 1)).toEqual(['Top']);
    expect(await mostRead('LAST_HOUR', 5)).toEqual(['Top', 'Deep']);
  });

  it('needs one SQL statement for the most read items of all sections', async () => {
    database().statements.length = 0;
    const { errors } = await gateway().ask('{ sections { mostRead(first: 3) { headline } } }');
    expect(errors).toBeUndefined();
    expect(database().statements.filter(({ sql }) => sql.includes('content_views'))).toHaveLength(1);
  });
});
