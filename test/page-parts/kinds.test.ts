import { type GraphQLField, getNamedType, getNullableType, isCompositeType, isListType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DraftBlock } from '../../src/body/blocks.js';
import { CONTENT_TYPES, TYPE_NAMES, typeNameOf } from '../../src/item/kind-names.js';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { askPage, type Page } from '../support/pages.js';
import { needsRole, writeArguments } from '../support/selections.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

type Field = GraphQLField<unknown, unknown>;

const rootFields: Field[] = Object.values(schema.getQueryType()?.getFields() ?? {});

/** The kinds of content that a field can answer with. */
function kindsOf({ type }: Field): readonly string[] {
  const named = getNamedType(type);
  const types = isCompositeType(named) && !isObjectType(named) ? schema.getPossibleTypes(named) : [named];
  return types.map(({ name }) => name).filter((name) => TYPE_NAMES.includes(name));
}

const isList = ({ type }: Field) => isListType(getNullableType(type));
const pageFields = rootFields.filter((field) => !isList(field) && kindsOf(field).length > 0);

/** One body with a block of each type that shows an item. Each shows a story of its own. */
const BLOCKS: Record<string, DraftBlock> = {
  'RelatedNewsBlock.items': { type: 'relatedNews', items: ['test:Story 0'] },
  'ArticleLinkBlock.article': { type: 'articleLink', article: 'test:Story 1' },
};
const SHOWN =
  '... on RelatedNewsBlock { items { id } } ... on ArticleLinkBlock { article { id } } ... on EmbedBlock { url }';

const items = new Map<string, string>();

beforeAll(async () => {
  const { article, link, record } = make();
  const place = (number: number) => ({
    section: { name: 'News' },
    tags: [{ name: 'Coast' }],
    publishedAt: hoursAgo(1 + number),
    views: [{ hour: hoursAgo(2), views: 1000 - number }],
  });
  const stories = Array.from({ length: 20 }, (_, number) => `test:Story ${number}`);
  const paths: string[] = [];
  for (const [number] of stories.entries()) {
    paths.push((await article({ headline: `Story ${number}`, ...place(number + 10) })).path);
  }
  for (const [number, type] of CONTENT_TYPES.entries()) {
    const embed = { type: 'embed' as const, url: `https://news.example${paths[2]}` };
    await article({ headline: `A ${type}`, type, ...place(number), body: [...Object.values(BLOCKS), embed] });
  }
  const chosen = [...CONTENT_TYPES.map((type) => `test:A ${type}`), ...stories.slice(0, 12)];
  const collection = { record: 'collection', language: 'en', items: chosen } as const;
  await record({ ...collection, slug: 'package', title: 'Package', rule: { tags: { anyOf: ['coast'] } } });
  await link();
  const { data } = await gateway().ask<{ contentItems: { nodes: { id: string; headline: string }[] } }>(
    '{ contentItems(first: 100) { nodes { id headline } } }',
  );
  for (const { headline, id } of data.contentItems.nodes) items.set(headline, id);
});

const idOf = (headline: string) => items.get(headline) ?? `no item ${headline}`;
const storyIds = (...numbers: number[]) => numbers.map((number) => idOf(`Story ${number}`));

/** The arguments with which a root field answers with an item. */
function askFor(field: Field, id: string): string {
  const value = JSON.stringify(id);
  return `${field.name}${writeArguments(field, ({ name }) => (name === 'by' ? `{ id: ${value} }` : name === 'id' ? value : undefined))}`;
}

const cases = pageFields.flatMap((field) => kindsOf(field).map((kind) => ({ field, kind, name: field.name })));

describe('the page of an item', () => {
  it('can be every kind of content', () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(TYPE_NAMES));
  });

  it.each(cases)(
    'is not in mostRead, nor is what its body shows: $name with the kind $kind',
    async ({ field, kind }) => {
      const id = idOf(`A ${CONTENT_TYPES.find((type) => typeNameOf(type) === kind)}`);
      const ask = async (body: string) => {
        const { data, errors } = await gateway().ask<{ mostRead: { id: string }[] }>(
          `{ mostRead(first: 10) { id } ${askFor(field, id)} { ... on ${kind} { id ${body} } } }`,
        );
        expect(errors).toBeUndefined();
        return data.mostRead.map((item) => item.id);
      };
      const others = CONTENT_TYPES.map((type) => idOf(`A ${type}`)).filter((other) => other !== id);
      expect(await ask('')).toEqual([...others, ...storyIds(0, 1, 2, 3, 4, 5)]);
      expect(await ask(`body { ${SHOWN} }`)).toEqual([...others, ...storyIds(3, 4, 5, 6, 7, 8)]);
    },
  );

  it('has every block that shows an item in this test', () => {
    const blocks = schema.getType('Block');
    const types = isCompositeType(blocks) && !isObjectType(blocks) ? schema.getPossibleTypes(blocks) : [];
    const showing = types.flatMap((type) =>
      Object.values<Field>(type.getFields()).flatMap((field) =>
        kindsOf(field).length > 0 ? `${type.name}.${field.name}` : [],
      ),
    );
    expect(showing.toSorted()).toEqual(Object.keys(BLOCKS).toSorted());
  });

  it('has no list of items whose length clients choose, except the parts of a page', () => {
    const types = [schema.getQueryType(), schema.getType('Section'), ...TYPE_NAMES.map((name) => schema.getType(name))];
    const lists = types.flatMap((type) =>
      isObjectType(type)
        ? Object.values<Field>(type.getFields()).filter(
            (field) => isList(field) && field.args.some(({ name }) => name === 'first'),
          )
        : [],
    );
    expect(new Set(lists.map(({ name }) => name))).toEqual(new Set(['relatedNews', 'mostRead', 'readNext']));
  });
});

describe('a package on the page of an item', () => {
  const article = (below: string) => `article(by: { id: "${idOf('A ARTICLE')}" }) { ${below} body { ${SHOWN} } }`;
  const places = {
    'below the article': () => article('collections(first: 1) { nodes { items LIST } }'),
    'in a root field': () => `collection(slug: "package") { items LIST } ${article('')}`,
    'in a list of root fields': () => `collections(first: 1) { nodes { items LIST } } ${article('')}`,
  };

  it.each(Object.entries(places))('has each other item once if it is paged %s', async (_place, write) => {
    const others = CONTENT_TYPES.filter((type) => type !== 'ARTICLE').map((type) => idOf(`A ${type}`));
    const whole = [...others, ...storyIds(...Array.from({ length: 17 }, (_, index) => index + 3))];
    for (const size of [1, 4, 25]) {
      const [forward, backward]: [string[], string[]] = [[], []];
      for (let after: string | null = null; ; ) {
        const page: Page = await askPage(gateway(), write(), { first: size, after });
        forward.push(...page.edges.map(({ node }) => node.id));
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
        expect(page.edges).toHaveLength(size);
      }
      for (let before: string | null = null; ; ) {
        const page: Page = await askPage(gateway(), write(), { last: size, before });
        backward.unshift(...page.edges.map(({ node }) => node.id));
        before = page.pageInfo.startCursor;
        if (!page.pageInfo.hasPreviousPage) break;
        expect(page.edges).toHaveLength(size);
      }
      expect([forward, backward]).toEqual([whole, whole]);
    }
  });
});

describe('the answer of a root field with parts of a page', () => {
  const PARTS = `mostRead(first: 4) { id } article(by: { slug: "a-article" }) {
    relatedNews(first: 2) { article { id } } readNext(first: 4) { id } body { ${SHOWN} } }`;
  /** The root fields on which parts of a page may depend. */
  const related = new Set(['mostRead', 'section', 'collection', 'collections', ...pageFields.map(({ name }) => name)]);
  const others = rootFields.filter((field) => !related.has(field.name) && !needsRole(field));

  it.each(others.map((field) => ({ field, name: field.name })))(
    'does not depend on the root field $name',
    async ({ field }) => {
      const values: Record<string, string> = {
        by: '{ slug: "story-1" }',
        ids: JSON.stringify(storyIds(4, 5)),
        query: '"story"',
        slug: '"news"',
      };
      const below = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
      const other = `${field.name}${writeArguments(field, ({ name }) => values[name])} ${below}`;
      const alone = await gateway().ask(`{ ${PARTS} }`);
      expect(alone.errors).toBeUndefined();
      const { data, errors } = await gateway().ask(`{ ${other} ${PARTS} }`);
      expect(errors).toBeUndefined();
      expect(data).toMatchObject(alone.data);
    },
  );
});
