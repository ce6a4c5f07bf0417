import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const series = { record: 'series' as const, language: 'en' };
  await make().record({ ...series, slug: 'tv', title: 'TV', position: 2 });
  await make().record({ ...series, slug: 'newsfeed', title: 'NewsFeed', position: 1 });
  await make().record({
    ...series,
    slug: 'explainers',
    title: 'Explainers',
    position: 1,
    description: 'How it works.',
  });
  await make().record({ ...series, language: 'es', slug: 'explainers', title: 'Para entender' });
  await make().article({
    type: 'VIDEO',
    headline: 'What a lock is',
    series: { name: 'Explainers', slug: 'explainers' },
  });
  await make().article({ headline: 'Por qué llueve', language: 'es' });
});

const SERIES =
  'query ($slug: String!, $language: LanguageTag) { series(slug: $slug, language: $language) { id title slug language url description } }';

describe('a series', () => {
  it('is found by its slug and language, and the same slug may exist in another language', async () => {
    const { data } = await gateway().ask(SERIES, { slug: 'explainers' });
    expect(data).toMatchObject({
      series: {
        title: 'Explainers',
        language: 'en',
        url: 'https://news.example/series/explainers',
        description: 'How it works.',
      },
    });
    expect((await gateway().ask(SERIES, { slug: 'explainers', language: 'es-MX' })).data).toMatchObject({
      series: { title: 'Para entender', url: 'https://news.example/es/series/explainers' },
    });
    expect((await gateway().ask(SERIES, { slug: 'no-such' })).data).toEqual({ series: null });
  });

  it('is the `series` of its items, and is found by its global id', async () => {
    const { data } = await gateway().ask<{ content: { series: { id: string; title: string } } }>(
      '{ content(by: { slug: "what-a-lock-is" }) { series { id title } } }',
    );
    expect(data.content.series.title).toBe('Explainers');
    const { id } = data.content.series;
    expect((await gateway().ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).data).toEqual({
      node: { __typename: 'Series', id },
    });
  });
});

describe('allSeries', () => {
  it('lists series by position, then by title, in one language or in all languages', async () => {
    const list = async (language?: string) => {
      const { data } = await gateway().ask<{ allSeries: { title: string }[] }>(
        'query ($language: LanguageTag) { allSeries(language: $language) { title } }',
        { language },
      );
      return data.allSeries.map(({ title }) => title);
    };
    expect(await list()).toEqual(['Explainers', 'NewsFeed', 'TV']);
    expect(await list('es')).toEqual(['Para entender']);
    expect(await list('*')).toEqual(['Para entender', 'Explainers', 'NewsFeed', 'TV']);
  });
});
