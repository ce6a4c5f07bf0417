import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const FIELDS = 'id name slug language role biography portrait { url altText } socialLinks { network url }';
interface Result {
  readonly author: { readonly id: string } | null;
}
const create = (input: object) =>
  writeAs<Result>(gateway(), 'editor', 'createAuthor', `author { ${FIELDS} }`, { name: 'Nora Quist', ...input });
const update = (input: object) => writeAs<Result>(gateway(), 'editor', 'updateAuthor', `author { ${FIELDS} }`, input);

async function find(slug: string) {
  const { data } = await gateway().ask<{ author: { id: string } | null }>(
    `query ($slug: String!) { author(slug: $slug) { ${FIELDS} } }`,
    { slug },
  );
  return data.author;
}

describe('createAuthor', () => {
  it('creates an author whom readers can see', async () => {
    const { author, cursor, userErrors } = await create({
      role: 'Reporter',
      biography: 'Writes.',
      portrait: { url: '/media/nora.svg', altText: 'Nora Quist' },
      socialLinks: [
        { network: 'Mastodon', url: 'https://social.example/@nora' },
        { network: 'email', url: 'mailto:nora@news.example' },
      ],
    });
    expect(userErrors).toEqual([]);
    expect(cursor).toEqual(expect.any(String));
    expect(author).toMatchObject({
      slug: 'nora-quist',
      language: 'en',
      portrait: { url: 'https://news.example/media/nora.svg' },
      socialLinks: [
        { network: 'mastodon', url: 'https://social.example/@nora' },
        { network: 'email', url: 'mailto:nora@news.example' },
      ],
    });
    expect(await find('nora-quist')).toEqual(author);
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    const input = { name: text, slug: `odd-${text.length}`, role: text, biography: text };
    expect((await create(input)).userErrors).toEqual([]);
    expect(await find(input.slug)).toMatchObject(input);
  });

  it.each([
    ['TAKEN', 'slug', { name: 'Ada Winslow' }],
    ['INVALID', 'name', { name: ' ' }],
    ['INVALID', 'name', { name: 'x'.repeat(201) }],
    ['INVALID', 'slug', { name: '!' }],
    ['INVALID', 'slug', { slug: 'a b' }],
    ['INVALID', 'language', { language: 'fr' }],
    ['INVALID', 'role', { role: 'x'.repeat(201) }],
    ['INVALID', 'biography', { biography: 'x'.repeat(10_001) }],
    ['INVALID', 'portrait.url', { portrait: { url: 'javascript:alert(1)', altText: '' } }],
    ['INVALID', 'socialLinks.1.url', { socialLinks: [link('https://a.example'), link('javascript:alert(1)')] }],
    ['INVALID', 'socialLinks.0.network', { socialLinks: [{ ...link('https://a.example'), network: '' }] }],
    ['INVALID', 'socialLinks', { socialLinks: new Array(31).fill(link('https://a.example')) }],
  ])('answers %s for %s, and writes nothing', async (code, field, input) => {
    const payload = await create({ name: 'Never Made', ...input });
    expect(payload).toMatchObject({ author: null, cursor: null, userErrors: [{ code, field }] });
    expect(await find('never-made')).toBeNull();
  });
});

describe('updateAuthor', () => {
  it('changes the given fields and keeps the others', async () => {
    const social = { socialLinks: [link('https://a.example/')] };
    const { author } = await create({ name: 'Per Holm', role: 'Editor', biography: 'Edits.', ...social });
    expect((await update({ id: author?.id, role: 'Critic' })).userErrors).toEqual([]);
    expect(await find('per-holm')).toMatchObject({ name: 'Per Holm', role: 'Critic', biography: 'Edits.', ...social });
    await update({ id: author?.id, biography: null, socialLinks: null, role: '' });
    expect(await find('per-holm')).toMatchObject({ biography: null, role: null, socialLinks: [] });
    await update({ id: author?.id });
    expect(await find('per-holm')).toMatchObject({ name: 'Per Holm' });
  });

  it('lets search find the articles of an author by the new name', async () => {
    const findWorks = async () => {
      const { data } = await gateway().ask<{ search: { nodes: unknown[] } }>(
        '{ search(query: "zwillingsbruder") { nodes { id } } }',
      );
      return data.search.nodes.length;
    };
    expect(await findWorks()).toBe(0);
    await update({ id: (await find('ada-winslow'))?.id, name: 'Ada Zwillingsbruder' });
    await expect.poll(findWorks, { timeout: 2000 }).toBeGreaterThan(0);
  });

  it.each([
    ['NOT_FOUND', 'id', { id: encodeGlobalId('Author', 999_999_999_999) }],
    ['INVALID', 'id', { id: encodeGlobalId('Tag', 1) }],
    ['INVALID', 'name', { name: null }],
    ['INVALID', 'name', { name: 'x'.repeat(201) }],
    ['INVALID', 'role', { role: 'x'.repeat(201) }],
    ['INVALID', 'biography', { biography: 'x'.repeat(10_001) }],
    ['INVALID', 'portrait.url', { portrait: { url: '//elsewhere.example/x', altText: '' } }],
    ['INVALID', 'socialLinks.0.url', { socialLinks: [link('ftp://a.example')] }],
  ])('answers %s for %s, and changes nothing', async (code, field, input) => {
    const before = await find('jonas-reed');
    const payload = await update({ id: before?.id, ...input });
    expect(payload).toMatchObject({ author: null, userErrors: [{ code, field }] });
    expect(await find('jonas-reed')).toEqual(before);
  });
});

function link(url: string) {
  return { network: 'x', url };
}
