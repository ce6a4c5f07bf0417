import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

interface Region {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}
interface Result {
  readonly region: Region | null;
}
const create = (input: object) =>
  writeAs<Result>(gateway(), 'editor', 'createRegion', 'region { id name slug }', { name: 'Far Shore', ...input });
const update = (input: object) =>
  writeAs<Result>(gateway(), 'editor', 'updateRegion', 'region { id name slug }', input);

async function list(): Promise<Region[]> {
  const { data } = await gateway().ask<{ regions: Region[] }>('{ regions { id name slug } }');
  return data.regions;
}
const find = async (slug: string) => (await list()).find((region) => region.slug === slug);

describe('createRegion', () => {
  it('creates a region at the given position in the list', async () => {
    const { region, userErrors } = await create({ position: -1 });
    expect(userErrors).toEqual([]);
    expect((await list())[0]).toEqual({ id: region?.id, name: 'Far Shore', slug: 'far-shore' });
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    const input = { name: text, slug: `odd-${text.length}` };
    expect((await create(input)).userErrors).toEqual([]);
    expect(await find(input.slug)).toMatchObject(input);
  });

  it.each([
    ['TAKEN', 'slug', { name: 'Overseas' }],
    ['INVALID', 'name', { name: '' }],
    ['INVALID', 'name', { name: 'x'.repeat(201) }],
    ['INVALID', 'slug', { slug: 'Far Shore' }],
    ['INVALID', 'language', { language: 'fr' }],
  ])('answers %s for %s, and writes nothing', async (code, field, input) => {
    const before = await list();
    expect(await create(input)).toMatchObject({ region: null, cursor: null, userErrors: [{ code, field }] });
    expect(await list()).toEqual(before);
  });
});

describe('updateRegion', () => {
  it('changes the name or the position of a region, and keeps the rest', async () => {
    const id = (await find('overseas'))?.id;
    expect((await update({ id, name: 'Abroad' })).userErrors).toEqual([]);
    expect(await find('overseas')).toMatchObject({ id, name: 'Abroad' });
    await update({ id, position: -5 });
    expect((await list())[0]).toMatchObject({ id, name: 'Abroad' });
  });

  it.each([
    ['NOT_FOUND', 'id', { id: encodeGlobalId('Region', 999_999_999_999) }],
    ['INVALID', 'id', { id: encodeGlobalId('Tag', 1) }],
    ['INVALID', 'name', { name: null }],
    ['INVALID', 'name', { name: ' ' }],
    ['INVALID', 'position', { position: null }],
  ])('answers %s for %s, and changes nothing', async (code, field, input) => {
    const before = await list();
    const payload = await update({ id: (await find('great-lakes'))?.id, ...input });
    expect(payload).toMatchObject({ region: null, userErrors: [{ code, field }] });
    expect(await list()).toEqual(before);
  });
});
