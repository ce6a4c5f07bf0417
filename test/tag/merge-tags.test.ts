import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const { article, record } = make();
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  const tag = (slug: string, aliases: string[] = [], language = 'en') =>
    record({ record: 'tag', language, slug, name: `The ${slug}`, kind: 'SUBJECT', aliases });
  await tag('harbour', ['port']);
  await tag('harbor', ['haven', 'port']);
  await tag('sea');
  await tag('puerto', [], 'es');
  const use = (headline: string, slugs: string[], hours: number) =>
    article({ headline, tags: slugs.map((slug) => ({ name: slug, slug })), publishedAt: hoursAgo(hours) });
  await use('Of one', ['sea', 'harbor'], 1);
  await use('Of both', ['harbor', 'sea', 'harbour'], 2);
  await use('Of the other', ['harbour'], 3);
  const rule = { tags: { anyOf: ['harbor'] } };
  await record({ record: 'collection', language: 'en', slug: 'ruled', title: 'Ruled', rule });
});

const idOf = async (slug: string) => {
  const { rows } = await database().pool.query('select id from tags where slug = $1', [slug]);
  return encodeGlobalId('Tag', rows[0]?.id ?? 999_999);
};
interface Merged {
  readonly mergeTags: {
    tag: { slug: string; aliases: string[] } | null;
    userErrors: { code: string; field: string }[];
  };
}
const MERGE = `mutation MergeTags($from: ID!, $into: ID!) {
  mergeTags(input: { from: $from, into: $into }) { tag { id slug aliases } userErrors { code message field } } }`;
async function merge(from: string, into: string): Promise<Merged['mergeTags']> {
  const { data, errors } = await (await gateway().as('editor')).ask<Merged>(MERGE, { from, into });
  expect(errors).toBeUndefined();
  return data.mergeTags;
}

const LISTS = `query ($slug: String!) {
  tag(slug: $slug) { slug aliases contentItems { nodes { headline tags { slug } } } }
  contentItems(filter: { tags: { anyOf: [$slug] } }) { nodes { headline } }
  collection(slug: "ruled") { items { nodes { headline } } } }`;
const HEADLINES = [{ headline: 'Of one' }, { headline: 'Of both' }, { headline: 'Of the other' }];

describe('mergeTags', () => {
  it.each([
    ['NOT_FOUND', 'from', 'gone', 'sea'],
    ['NOT_FOUND', 'into', 'sea', 'gone'],
    ['INVALID', 'into', 'sea', 'sea'],
    ['INVALID', 'into', 'sea', 'puerto'],
  ])('answers %s for %s, and keeps both tags', async (code, field, from, into) => {
    expect(await merge(await idOf(from), await idOf(into))).toMatchObject({
      tag: null,
      userErrors: [{ code, field }],
    });
    expect(await idOf('sea')).not.toBe(await idOf('gone'));
    expect(await merge(encodeGlobalId('Article', 1), await idOf('sea'))).toMatchObject({
      userErrors: [{ code: 'INVALID', field: 'from' }],
    });
  });

  it('replaces the merged tag in all items, at the same position and without duplicates', async () => {
    const { tag, userErrors } = await merge(await idOf('harbor'), await idOf('harbour'));
    expect(userErrors).toEqual([]);
    expect(tag).toMatchObject({ slug: 'harbour', aliases: ['port', 'harbor', 'The harbor', 'haven'] });
    const { data } = await gateway().ask<{ tag: { contentItems: object } }>(LISTS, { slug: 'harbour' });
    expect(data.tag.contentItems).toEqual({
      nodes: [
        { headline: 'Of one', tags: [{ slug: 'sea' }, { slug: 'harbour' }] },
        { headline: 'Of both', tags: [{ slug: 'harbour' }, { slug: 'sea' }] },
        { headline: 'Of the other', tags: [{ slug: 'harbour' }] },
      ],
    });
  });

  it.each(['harbor', 'haven', 'The Harbor', 'harbour'])('keeps %s as a name of the remaining tag', async (slug) => {
    const { data } = await gateway().ask(LISTS, { slug });
    expect(data).toMatchObject({ tag: { slug: 'harbour' }, contentItems: { nodes: HEADLINES } });
  });

  it('lets collection rules and imports still use the slug of the merged tag', async () => {
    const { data } = await gateway().ask(LISTS, { slug: 'harbour' });
    expect(data).toMatchObject({ collection: { items: { nodes: HEADLINES } } });
    await make().article({
      headline: 'Imported',
      tags: [{ name: 'The harbor', slug: 'harbor' }],
      publishedAt: hoursAgo(9),
    });
    const { data: now } = await gateway().ask(LISTS, { slug: 'harbour' });
    expect(now).toMatchObject({ contentItems: { nodes: [...HEADLINES, { headline: 'Imported' }] } });
    expect(await idOf('harbor')).toBe(encodeGlobalId('Tag', 999_999));
  });

  it('lets search find all items by an alias of the merged tag', async () => {
    const find = async () => {
      const { data } = await gateway().ask<{ search: { nodes: unknown[] } }>(
        '{ search(query: "haven") { nodes { id } } }',
      );
      return data.search.nodes.length;
    };
    await expect.poll(find, { timeout: 2000 }).toBe(3);
  });

  it('refuses a contributor, and keeps both tags', async () => {
    const [from, into] = [await idOf('sea'), await idOf('harbour')];
    const { errors } = await (await gateway().as('contributor')).ask(MERGE, { from, into });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect([await idOf('sea'), await idOf('harbour')]).toEqual([from, into]);
  });
});
