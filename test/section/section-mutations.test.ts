import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

interface Section {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly url: string;
}
interface Result {
  readonly section: Section | null;
}
const FIELDS = 'id name slug language description url parent { slug }';
const create = (input: object) =>
  writeAs<Result>(gateway(), 'publisher', 'createSection', `section { ${FIELDS} }`, input);
const update = (input: object) =>
  writeAs<Result>(gateway(), 'publisher', 'updateSection', `section { ${FIELDS} }`, input);

async function list(): Promise<Section[]> {
  const { data } = await gateway().ask<{ sections: Section[] }>(`{ sections(language: "*") { ${FIELDS} } }`);
  return data.sections;
}
const find = async (slug: string) => (await list()).find((section) => section.slug === slug);
const idOf = async (slug: string) => (await find(slug))?.id;

beforeAll(async () => {
  for (const language of ['en', 'es']) await make().record({ record: 'edition', language, name: language });
  for (const name of ['World', 'Coast']) await create({ name });
  await create({ name: 'Mundo', language: 'es' });
  await create({ name: 'Harbours', parent: await idOf('coast') });
  await make().article({ headline: 'In the harbour', section: { name: 'harbours' } });
});

describe('createSection', () => {
  it('creates a section with a parent, in the language of the parent and at the given position', async () => {
    const parent = await idOf('mundo');
    const { section, cursor, userErrors } = await create({
      name: 'África',
      parent,
      description: 'Al sur.',
      position: -1,
    });
    expect(userErrors).toEqual([]);
    expect(cursor).toEqual(expect.any(String));
    expect(section).toMatchObject({
      ...{ slug: 'africa', language: 'es', description: 'Al sur.', parent: { slug: 'mundo' } },
      url: 'https://news.example/es/mundo/africa',
    });
    expect((await list())[0]).toEqual(section);
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    const input = { name: text, slug: `odd-${text.length}`, description: text };
    expect((await create(input)).userErrors).toEqual([]);
    expect(await find(input.slug)).toMatchObject(input);
  });

  it('names the field of each error, and writes nothing', async () => {
    const before = await list();
    const refused: [string, string, object][] = [
      ['TAKEN', 'slug', { name: 'World' }],
      ['INVALID', 'name', { name: '' }],
      ['INVALID', 'name', { name: 'x'.repeat(201) }],
      ['INVALID', 'slug', { name: 'New', slug: 'a/b' }],
      ['INVALID', 'slug', { name: '..' }],
      ['INVALID', 'language', { name: 'New', language: 'fr' }],
      ['INVALID', 'description', { name: 'New', description: 'x'.repeat(2001) }],
      ['NOT_FOUND', 'parent', { name: 'New', parent: encodeGlobalId('Section', 999_999_999_999) }],
      ['INVALID', 'parent', { name: 'New', parent: encodeGlobalId('Region', 1) }],
      ['INVALID', 'parent', { name: 'New', parent: await idOf('mundo'), language: 'en' }],
    ];
    for (const [code, field, input] of refused) {
      expect(await create(input)).toMatchObject({ section: null, cursor: null, userErrors: [{ code, field }] });
    }
    expect(await list()).toEqual(before);
  });

  it('refuses an address that a section in another language has', async () => {
    await create({ name: 'Corner', language: 'es' });
    await create({ name: 'Es' });
    const payload = await create({ name: 'Corner', parent: await idOf('es') });
    expect(payload).toMatchObject({ section: null, userErrors: [{ code: 'TAKEN', field: 'slug' }] });
    const { section } = await create({ name: 'Corner', parent: await idOf('world') });
    expect(await update({ id: section?.id, parent: await idOf('es') })).toMatchObject({
      userErrors: [{ code: 'TAKEN', field: 'parent' }],
    });
  });
});

describe('updateSection', () => {
  it('changes the given fields and keeps the others', async () => {
    const { section } = await create({ name: 'Sea', parent: await idOf('world'), description: 'Wet.' });
    const id = section?.id;
    expect((await update({ id, name: 'Seas' })).userErrors).toEqual([]);
    expect(await find('sea')).toEqual({ ...section, name: 'Seas' });
    await update({ id, description: null, position: -7 });
    expect((await list())[0]).toEqual({ ...section, name: 'Seas', description: null });
  });

  it('moves a section with its items, keeps old addresses working, and writes events for the items', async () => {
    const ask = async (path: string) => {
      const { data } = await gateway().ask<{ article: { url: string } | null }>(
        'query ($path: String!) { article(by: { path: $path }) { url } }',
        { path },
      );
      return data.article?.url;
    };
    const { section } = await update({ id: await idOf('coast'), parent: await idOf('world') });
    expect(section).toMatchObject({ url: 'https://news.example/world/coast', parent: { slug: 'world' } });
    expect(await find('harbours')).toMatchObject({ url: 'https://news.example/world/coast/harbours' });
    const moved = 'https://news.example/world/coast/harbours/in-the-harbour';
    expect(await ask('/coast/harbours/in-the-harbour')).toBe(moved);
    expect(await ask('/world/coast/harbours/in-the-harbour')).toBe(moved);
    const { rows } = await database().pool.query(
      "select change from events where subject = 'CONTENT' order by position",
    );
    expect(rows).toEqual([{ change: 'PUBLISHED' }, { change: 'UPDATED' }]);

    await update({ id: await idOf('coast'), parent: null });
    expect(await find('coast')).toMatchObject({ url: 'https://news.example/coast', parent: null });
    expect(await ask('/world/coast/harbours/in-the-harbour')).toBe(
      'https://news.example/coast/harbours/in-the-harbour',
    );
  });

  it('names the field of each error, and changes nothing', async () => {
    await create({ name: 'Quays', parent: await idOf('harbours') });
    const before = await list();
    const id = await idOf('coast');
    const refused: [string, string, object][] = [
      ['NOT_FOUND', 'id', { id: encodeGlobalId('Section', 999_999_999_999) }],
      ['INVALID', 'id', { id: encodeGlobalId('Tag', 1) }],
      ['INVALID', 'name', { name: null }],
      ['INVALID', 'name', { name: 'x'.repeat(201) }],
      ['INVALID', 'description', { description: 'x'.repeat(2001) }],
      ['INVALID', 'position', { position: null }],
      ['INVALID', 'parent', { parent: id }],
      ['INVALID', 'parent', { parent: await idOf('quays') }],
      ['INVALID', 'parent', { parent: await idOf('mundo') }],
      ['NOT_FOUND', 'parent', { parent: encodeGlobalId('Section', 999_999_999_999) }],
    ];
    for (const [code, field, input] of refused) {
      expect(await update({ id, ...input })).toMatchObject({ section: null, userErrors: [{ code, field }] });
    }
    expect(await list()).toEqual(before);
  });

  it('refuses an editor, and changes nothing', async () => {
    const { errors } = await (await gateway().as('editor')).ask(
      'mutation ($id: ID!) { updateSection(input: { id: $id, name: "Moved" }) { cursor } }',
      { id: await idOf('world') },
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await find('world')).toMatchObject({ name: 'World' });
  });
});
