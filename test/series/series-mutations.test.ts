import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const FIELDS = 'id title slug language description mainImage { url altText }';
interface Series {
  readonly id: string;
  readonly title: string;
  readonly slug: string;
}
interface Result {
  readonly series: Series | null;
}
const create = (input: object) =>
  writeAs<Result>(gateway(), 'editor', 'createSeries', `series { ${FIELDS} }`, { title: 'Slow Walks', ...input });
const update = (input: object) => writeAs<Result>(gateway(), 'editor', 'updateSeries', `series { ${FIELDS} }`, input);

async function list(): Promise<Series[]> {
  const { data } = await gateway().ask<{ allSeries: Series[] }>(`{ allSeries { ${FIELDS} } }`);
  return data.allSeries;
}
const find = async (slug: string) => (await list()).find((series) => series.slug === slug);
const picture = { url: 'https://pictures.example/1.jpg', altText: 'A path' };

describe('createSeries', () => {
  it('creates a series at the given position in the list', async () => {
    const { series, userErrors } = await create({ description: 'On foot.', mainImage: picture, position: -1 });
    expect(userErrors).toEqual([]);
    expect(series).toMatchObject({ slug: 'slow-walks', language: 'en', description: 'On foot.', mainImage: picture });
    expect((await list())[0]).toEqual(series);
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    const input = { title: text, slug: `odd-${text.length}`, description: text };
    expect((await create(input)).userErrors).toEqual([]);
    expect(await find(input.slug)).toMatchObject(input);
  });

  it.each([
    ['TAKEN', 'slug', {}],
    ['INVALID', 'title', { title: '' }],
    ['INVALID', 'title', { title: 'x'.repeat(201) }],
    ['INVALID', 'slug', { slug: 'Slow Walks' }],
    ['INVALID', 'language', { language: 'fr' }],
    ['INVALID', 'description', { title: 'New', description: 'x'.repeat(2001) }],
    ['INVALID', 'mainImage.url', { title: 'New', mainImage: { ...picture, url: 'data:text/html,x' } }],
  ])('answers %s for %s, and writes nothing', async (code, field, input) => {
    await create({});
    const before = await list();
    expect(await create(input)).toMatchObject({ series: null, cursor: null, userErrors: [{ code, field }] });
    expect(await list()).toEqual(before);
  });
});

describe('updateSeries', () => {
  it('changes the given fields and keeps the others', async () => {
    const { series } = await create({ title: 'Kitchens', description: 'Food.', mainImage: picture });
    const id = series?.id;
    expect((await update({ id, title: 'Stoves' })).userErrors).toEqual([]);
    expect(await find('kitchens')).toMatchObject({ title: 'Stoves', description: 'Food.', mainImage: picture });
    await update({ id, description: null, mainImage: null, position: -9 });
    expect((await list())[0]).toMatchObject({ id, title: 'Stoves', description: null, mainImage: null });
  });

  it.each([
    ['NOT_FOUND', 'id', { id: encodeGlobalId('Series', 999_999_999_999) }],
    ['INVALID', 'id', { id: encodeGlobalId('Tag', 1) }],
    ['INVALID', 'title', { title: null }],
    ['INVALID', 'title', { title: 'x'.repeat(201) }],
    ['INVALID', 'description', { description: 'x'.repeat(2001) }],
    ['INVALID', 'mainImage.width', { mainImage: { ...picture, width: 0 } }],
    ['INVALID', 'position', { position: null }],
  ])('answers %s for %s, and changes nothing', async (code, field, input) => {
    await create({});
    const before = await list();
    const payload = await update({ id: (await find('slow-walks'))?.id, ...input });
    expect(payload).toMatchObject({ series: null, userErrors: [{ code, field }] });
    expect(await list()).toEqual(before);
  });
});
