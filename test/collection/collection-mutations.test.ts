import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const FIELDS = `id title slug language description mainImage { url altText }
  items { edges { pinned node { headline } } totalCount }`;
interface Collection {
  readonly id: string;
  readonly slug: string;
  readonly items: { readonly edges: { readonly pinned: boolean; readonly node: { readonly headline: string } }[] };
}
interface Result {
  readonly collection: Collection | null;
}
const create = (input: object) =>
  writeAs<Result>(gateway(), 'publisher', 'createCollection', `collection { ${FIELDS} }`, { title: 'Storm', ...input });
const update = (input: object) =>
  writeAs<Result>(gateway(), 'publisher', 'updateCollection', `collection { ${FIELDS} }`, input);

async function list(): Promise<Collection[]> {
  const { data } = await gateway().ask<{ collections: { nodes: Collection[] } }>(
    `{ collections(first: 50, language: "*") { nodes { ${FIELDS} } } }`,
  );
  return data.collections.nodes;
}
const find = async (slug: string) => (await list()).find((collection) => collection.slug === slug);
const headlinesOf = async (slug: string) => (await find(slug))?.items.edges.map(({ node }) => node.headline);

const ids: Record<string, string> = {};
const picture = { url: 'https://pictures.example/1.jpg', altText: 'A wave' };

beforeAll(async () => {
  const { article, record } = make();
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  const add = async (headline: string, draft: object = {}) => {
    const { id } = await article({ headline, ...draft });
    ids[headline] = encodeGlobalId('Article', id);
  };
  const wet = { tags: [{ name: 'Wet', aliases: ['damp'] }], section: { name: 'Weather' } };
  await add('One', { ...wet, publishedAt: hoursAgo(1) });
  await add('Two', { ...wet, publishedAt: hoursAgo(2), authors: [{ name: 'Ann' }] });
  await add('Three', { publishedAt: hoursAgo(3), regions: [{ name: 'North' }], series: { name: 'Deep' } });
  await add('Four', { publishedAt: hoursAgo(4) });
  await add('Draft', { status: 'DRAFT' });
  await add('Uno', { language: 'es' });
});

describe('createCollection', () => {
  it('shows the chosen public items in order, then the items that match the rule', async () => {
    const items = [ids.Four, ids.Draft, ids.Two];
    const { collection, userErrors } = await create({
      ...{ description: 'All of it.', mainImage: picture, items, position: -1 },
      rule: { tags: { anyOf: ['damp'] }, publishedAfter: hoursAgo(9), types: ['ARTICLE'], regions: [] },
    });
    expect(userErrors).toEqual([]);
    expect(collection).toMatchObject({
      ...{ slug: 'storm', language: 'en', description: 'All of it.', mainImage: picture },
      items: {
        edges: [
          { pinned: true, node: { headline: 'Four' } },
          { pinned: true, node: { headline: 'Two' } },
          { pinned: false, node: { headline: 'One' } },
        ],
        totalCount: 3,
      },
    });
    expect((await list())[0]).toEqual(collection);
  });

  it.each([
    ['sections', { sections: ['weather'] }, ['One', 'Two']],
    ['authors', { authors: ['ann'] }, ['Two']],
    ['regions', { regions: ['north'] }, ['Three']],
    ['series', { series: 'deep' }, ['Three']],
    ['excluded tags', { tags: { noneOf: ['wet'] }, publishedBefore: hoursAgo(3.5) }, ['Four']],
  ])('accepts a rule with %s', async (_what, rule, headlines) => {
    const { collection, userErrors } = await create({ title: `By rule of ${_what}`, rule });
    expect(userErrors).toEqual([]);
    expect(await headlinesOf(collection?.slug ?? '')).toEqual(headlines);
  });

  it.each(ODD_TEXTS)('stores %s unchanged', async (text) => {
    const input = { title: text, slug: `odd-${text.length}`, description: text };
    expect((await create(input)).userErrors).toEqual([]);
    expect(await find(input.slug)).toMatchObject(input);
  });

  it('names the field of each error, and writes nothing', async () => {
    const before = await list();
    const refused: [string, string, object][] = [
      ['TAKEN', 'slug', { title: 'Storm' }],
      ['INVALID', 'title', { title: '' }],
      ['INVALID', 'title', { title: 'x'.repeat(201) }],
      ['INVALID', 'slug', { slug: 'A b' }],
      ['INVALID', 'language', { language: '*' }],
      ['INVALID', 'description', { description: 'x'.repeat(2001) }],
      ['INVALID', 'mainImage.url', { mainImage: { ...picture, url: 'javascript:1' } }],
      ['INVALID', 'items.1', { items: [ids.One, encodeGlobalId('Tag', 1)] }],
      ['NOT_FOUND', 'items.1', { items: [ids.One, encodeGlobalId('Article', 999_999_999_999)] }],
      ['INVALID', 'items.0', { items: [ids.Uno] }],
      ['INVALID', 'items.2', { items: [ids.One, ids.Two, ids.One] }],
      ['INVALID', 'items', { items: new Array(501).fill(ids.One) }],
      ['INVALID', 'rule', { rule: {} }],
      ['INVALID', 'rule', { rule: { types: [], tags: { anyOf: [] } } }],
      ['INVALID', 'rule.collection', { rule: { collection: 'storm' } }],
      ['INVALID', 'rule.language', { rule: { language: 'en' } }],
      ['INVALID', 'rule.authors', { rule: { authors: new Array(101).fill('ann') } }],
      ['INVALID', 'rule.publishedBefore', { rule: { publishedAfter: hoursAgo(1), publishedBefore: hoursAgo(2) } }],
      ['NOT_FOUND', 'rule.sections.1', { rule: { sections: ['weather', 'nowhere'] } }],
      ['NOT_FOUND', 'rule.regions.0', { rule: { regions: ['nowhere'] } }],
      ['NOT_FOUND', 'rule.tags.allOf.0', { rule: { tags: { allOf: ['nothing'] } } }],
      ['NOT_FOUND', 'rule.authors.0', { rule: { authors: ['nobody'] } }],
      ['NOT_FOUND', 'rule.series', { rule: { series: 'none' } }],
    ];
    for (const [code, field, input] of refused) {
      const payload = await create({ title: 'Never', ...input });
      expect(payload).toMatchObject({ collection: null, cursor: null, userErrors: [{ code, field }] });
    }
    expect(await list()).toEqual(before);
  });
});

describe('updateCollection', () => {
  it('changes the given fields and keeps the others', async () => {
    const { collection } = await create({
      ...{ title: 'Flood', description: 'High.', mainImage: picture, items: [ids.One, ids.Three] },
      rule: { sections: ['weather'] },
    });
    const id = collection?.id;
    expect((await update({ id, title: 'Floods' })).userErrors).toEqual([]);
    expect(await find('flood')).toEqual({ ...collection, title: 'Floods' });
    await update({ id, items: [ids.Three, ids.Four, ids.One] });
    expect(await headlinesOf('flood')).toEqual(['Three', 'Four', 'One', 'Two']);
    await update({ id, rule: null, description: null });
    expect(await find('flood')).toMatchObject({ description: null, mainImage: picture, items: { totalCount: 3 } });
    await update({ id, items: null });
    expect(await headlinesOf('flood')).toEqual([]);
  });

  it('names the field of each error, and changes nothing', async () => {
    const { collection } = await create({ title: 'Steady', items: [ids.One] });
    const refused: [string, string, object][] = [
      ['NOT_FOUND', 'id', { id: encodeGlobalId('Collection', 999_999_999_999) }],
      ['INVALID', 'id', { id: encodeGlobalId('Tag', 1) }],
      ['INVALID', 'title', { title: null }],
      ['INVALID', 'position', { position: null }],
      ['INVALID', 'items.0', { title: 'Other', items: [ids.Uno] }],
      ['NOT_FOUND', 'rule.authors.0', { title: 'Other', rule: { authors: ['nobody'] } }],
    ];
    for (const [code, field, input] of refused) {
      const payload = await update({ id: collection?.id, ...input });
      expect(payload).toMatchObject({ collection: null, userErrors: [{ code, field }] });
    }
    expect(await find('steady')).toEqual(collection);
  });
});

describe('deleteCollection', () => {
  const remove = (id: string | undefined) =>
    writeAs<{ deletedId: string | null }>(gateway(), 'publisher', 'deleteCollection', 'deletedId', { id });

  it('deletes the collection and keeps its items', async () => {
    const { collection } = await create({ title: 'Short', items: [ids.One] });
    expect(await remove(collection?.id)).toMatchObject({ deletedId: collection?.id, userErrors: [] });
    expect(await find('short')).toBeUndefined();
    const { data } = await gateway().ask<{ node: object }>('query ($id: ID!) { node(id: $id) { id } }', {
      id: ids.One,
    });
    expect(data.node).toEqual({ id: ids.One });
    expect(await remove(collection?.id)).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'NOT_FOUND', field: 'id' }],
    });
  });

  it('refuses an editor', async () => {
    const { collection } = await create({ title: 'Lasting' });
    const { errors } = await (await gateway().as('editor')).ask(
      'mutation ($id: ID!) { deleteCollection(input: { id: $id }) { deletedId } }',
      { id: collection?.id },
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await find('lasting')).toBeDefined();
  });
});
