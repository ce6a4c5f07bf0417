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
  const region = { record: 'region', language: 'en' } as const;
  await record({ ...region, slug: 'south', name: 'South', position: 2 });
  await record({ ...region, slug: 'north', name: 'North', position: 1 });
  await record({ ...region, language: 'es', slug: 'north', name: 'Norte', position: 1 });
  const about = (...slugs: string[]) => ({ regions: slugs.map((slug) => ({ name: slug, slug })) });
  await article({ headline: 'Both', ...about('south', 'north'), publishedAt: hoursAgo(1) });
  await article({ headline: 'A northern film', type: 'VIDEO', ...about('north'), publishedAt: hoursAgo(2) });
  await article({ headline: 'Hidden', status: 'DRAFT', ...about('north') });
  await article({ headline: 'Del norte', language: 'es', ...about('north') });
});

describe('regions', () => {
  it('are listed by position, in one language or in all languages', async () => {
    const { data } = await gateway().ask(
      '{ regions { name } es: regions(language: "es-PE") { name } all: regions(language: "*") { name } }',
    );
    expect(data).toMatchObject({ regions: [{ name: 'North' }, { name: 'South' }], es: [{ name: 'Norte' }] });
    expect(data.all).toHaveLength(3);
  });
});

describe('region', () => {
  it('is found by its slug and language, and is null if no region has them', async () => {
    const { data } = await gateway().ask(
      '{ en: region(slug: "north") { name } es: region(slug: "north", language: "es") { name } no: region(slug: "south", language: "es") { name } }',
    );
    expect(data).toEqual({ en: { name: 'North' }, es: { name: 'Norte' }, no: null });
  });

  it('lists the items about the region, and can filter the list', async () => {
    const { data, errors } = await gateway().ask(
      `{ region(slug: "north") {
        contentItems { totalCount nodes { headline regions { slug } } }
        films: contentItems(filter: { types: [VIDEO] }) { totalCount nodes { headline } }
        southern: contentItems(filter: { regions: ["south"] }) { totalCount nodes { headline } }
      } }`,
    );
    expect(errors).toBeUndefined();
    const [south, north] = [{ slug: 'south' }, { slug: 'north' }];
    expect(data).toEqual({
      region: {
        contentItems: {
          totalCount: 2,
          nodes: [
            { headline: 'Both', regions: [south, north] },
            { headline: 'A northern film', regions: [north] },
          ],
        },
        films: { totalCount: 1, nodes: [{ headline: 'A northern film' }] },
        southern: { totalCount: 1, nodes: [{ headline: 'Both' }] },
      },
    });
  });
});
