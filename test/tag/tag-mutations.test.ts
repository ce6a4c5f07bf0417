import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const ERRORS = 'userErrors { code message field }';
const CREATE = `mutation CreateTag($input: CreateTagInput!) {
  createTag(input: $input) { tag { id slug name kind aliases description } cursor ${ERRORS} } }`;
const UPDATE = `mutation ($input: UpdateTagInput!) {
  updateTag(input: $input) { tag { id slug name kind aliases description } cursor ${ERRORS} } }`;

interface Payload {
  readonly tag: { readonly id: string; readonly slug: string; readonly aliases: string[] } | null;
  readonly cursor: string | null;
  readonly userErrors: { readonly code: string; readonly field: string | null; readonly message: string }[];
}

async function write(mutation: string, input: object, role: 'editor' | 'contributor' = 'editor'): Promise<Payload> {
  const { data, errors } = await (await gateway().as(role)).ask<Record<string, Payload>>(mutation, { input });
  expect(errors).toBeUndefined();
  const [payload] = Object.values(data);
  if (!payload) throw new Error('the mutation returned no payload');
  return payload;
}
const create = async (input: object) => (await write(CREATE, { kind: 'SUBJECT', ...input })).tag?.id ?? '';

async function findTag(slug: string, language = 'en') {
  const { data } = await gateway().ask<{ tag: Record<string, unknown> | null }>(
    'query ($slug: String!, $language: LanguageTag) { tag(slug: $slug, language: $language) { id slug name kind aliases description } }',
    { slug, language },
  );
  return data.tag;
}

describe('createTag', () => {
  it('creates a tag that readers find at once', async () => {
    const input = {
      name: ' Night  Trains ',
      kind: 'SUBJECT',
      aliases: ['sleepers', 'sleepers'],
      description: 'By bed.',
    };
    const { tag, cursor, userErrors } = await write(CREATE, input);
    expect(userErrors).toEqual([]);
    expect(cursor).toEqual(expect.any(String));
    const made = { slug: 'night-trains', name: 'Night Trains', aliases: ['sleepers'], description: 'By bed.' };
    expect(tag).toMatchObject(made);
    expect(await findTag('night-trains')).toEqual(tag);
    expect(await findTag('Sleepers')).toEqual(tag);
  });

  it('refuses a contributor, and writes nothing', async () => {
    const { errors } = await (await gateway().as('contributor')).ask(CREATE, {
      input: { name: 'No', kind: 'SUBJECT' },
    });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { rows } = await database().pool.query(`select from tags where name = 'No'`);
    expect(rows).toHaveLength(0);
  });

  it.each([`'"; drop table tags; --`, '%_\\', "x'||(select hash from api_tokens)||'"])(
    'stores %s unchanged',
    async (text) => {
      const input = { name: text, slug: `odd-${text.length}`, aliases: [`${text}!`], description: text };
      expect((await write(CREATE, { kind: 'SUBJECT', ...input })).userErrors).toEqual([]);
      expect(await findTag(input.slug)).toMatchObject(input);
    },
  );

  it.each([
    ['TAKEN', 'slug', { name: 'Ferries' }],
    ['TAKEN', 'slug', { name: 'Any', slug: 'ferries' }],
    // Trains is an alias of Railways, so its address already leads to Railways.
    ['TAKEN', 'slug', { name: 'Trains' }],
    ['INVALID', 'name', { name: '  ' }],
    ['INVALID', 'name', { name: 'x'.repeat(201) }],
    ['INVALID', 'slug', { name: '?!' }],
    ['INVALID', 'slug', { name: 'Any', slug: 'with space' }],
    ['INVALID', 'language', { name: 'Any', language: 'fr' }],
    ['INVALID', 'language', { name: 'Any', language: '*' }],
    ['INVALID', 'aliases.1', { name: 'Any', aliases: ['one', 'x'.repeat(201)] }],
    ['INVALID', 'aliases', { name: 'Any', aliases: Array.from({ length: 101 }, (_, index) => `a${index}`) }],
    ['INVALID', 'description', { name: 'Any', description: 'x'.repeat(2001) }],
  ])('answers %s for %s, and writes nothing', async (code, field, input) => {
    const payload = await write(CREATE, { kind: 'SUBJECT', ...input });
    expect(payload).toMatchObject({ tag: null, cursor: null, userErrors: [{ code, field }] });
    expect(await findTag('any')).toBeNull();
  });

  it('accepts a slug that is used in another language', async () => {
    const input = { name: 'Two languages', kind: 'SUBJECT' };
    const tags = [await write(CREATE, input), await write(CREATE, { ...input, language: 'es-MX' })];
    expect(await findTag('two-languages')).toMatchObject({ id: tags[0]?.tag?.id });
    expect(await findTag('two-languages', 'es')).toMatchObject({ id: tags[1]?.tag?.id });
  });

  it('creates only one tag from many simultaneous requests', async () => {
    const payloads = await Promise.all(
      Array.from({ length: 25 }, () => write(CREATE, { name: 'At once', kind: 'EVENT' })),
    );
    const codes = payloads.flatMap(({ userErrors }) => userErrors.map(({ code, field }) => `${code} ${field}`));
    expect(payloads.filter(({ tag }) => tag !== null)).toHaveLength(1);
    expect(codes).toEqual(new Array(24).fill('TAKEN slug'));
  });
});

describe('updateTag', () => {
  it('changes the given fields and keeps the others', async () => {
    const id = await create({ name: 'Trams', aliases: ['Streetcars'], description: 'On rails.' });
    const first = await write(UPDATE, { id, name: 'Tramways' });
    expect(first.userErrors).toEqual([]);
    expect(await findTag('trams')).toMatchObject({
      name: 'Tramways',
      aliases: ['Streetcars'],
      description: 'On rails.',
    });
    await write(UPDATE, { id, kind: 'ORGANISATION', description: null, aliases: [] });
    expect(await findTag('trams')).toMatchObject({ kind: 'ORGANISATION', description: null, aliases: [] });
  });

  it('keeps an old slug as an alias, and can change back to the old slug', async () => {
    const id = await create({ name: 'Buses', aliases: ['Coaches'] });
    await write(UPDATE, { id, slug: 'omnibuses' });
    expect(await findTag('buses')).toMatchObject({ slug: 'omnibuses', aliases: ['Coaches', 'buses'] });
    expect((await write(CREATE, { name: 'Buses', kind: 'SUBJECT' })).userErrors).toMatchObject([{ code: 'TAKEN' }]);
    await write(UPDATE, { id, slug: 'buses' });
    expect(await findTag('omnibuses')).toMatchObject({ slug: 'buses', aliases: ['Coaches', 'omnibuses'] });
  });

  it('lets search find the items of the tag by its new name', async () => {
    const find = async (query: string) => {
      const { data } = await gateway().ask<{ search: { nodes: { id: string }[] } }>(
        'query ($query: String!) { search(query: $query, first: 50) { nodes { id } } }',
        { query },
      );
      return data.search.nodes.length;
    };
    const ferries = await findTag('ferries');
    expect(await find('zeppelinish')).toBe(0);
    await write(UPDATE, { id: ferries?.id, name: 'Zeppelinish' });
    await expect.poll(() => find('zeppelinish'), { timeout: 2000 }).toBeGreaterThan(0);
    await write(UPDATE, { id: ferries?.id, name: 'Ferries' });
  });

  it.each([
    ['NOT_FOUND', 'id', { id: encodeGlobalId('Tag', 999_999_999_999) }],
    ['INVALID', 'id', { id: encodeGlobalId('Author', 1) }],
    ['INVALID', 'id', { id: 'nonsense' }],
    ['TAKEN', 'slug', { slug: 'flooding' }],
    ['TAKEN', 'slug', { slug: 'floods' }],
    ['INVALID', 'slug', { slug: 'Up' }],
    ['INVALID', 'slug', { slug: null }],
    ['INVALID', 'name', { name: '' }],
    ['INVALID', 'name', { name: null }],
    ['INVALID', 'kind', { kind: null }],
    ['INVALID', 'aliases.0', { aliases: [' '] }],
    ['INVALID', 'description', { description: 'x'.repeat(2001) }],
  ])('answers %s for %s, and changes nothing', async (code, field, input) => {
    const before = await findTag('ferries');
    const payload = await write(UPDATE, { id: before?.id, ...input });
    expect(payload).toMatchObject({ tag: null, userErrors: [{ code, field }] });
    expect(await findTag('ferries')).toEqual(before);
  });
});
