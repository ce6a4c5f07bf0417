import { beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_TYPES, type ContentType, typeNameOf } from '../../src/item/kind-names.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { FIRST_KEYS, NODE_TYPES } from '../support/node-types.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const { article, record } = make();
  await record({ record: 'site', language: 'en', timeZone: 'America/New_York' });
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  const tag = { record: 'tag', kind: 'PLACE' } as const;
  await record({
    ...tag,
    language: 'en',
    slug: 'turkiye',
    name: 'Türkiye',
    aliases: ['Turkey', 'Republic of Türkiye'],
  });
  await record({ ...tag, language: 'es', slug: 'turquia', name: 'Turquía', aliases: ['turkey'] });
  await record({ ...tag, language: 'en', slug: 'turkey', name: 'Turkey (bird)', kind: 'SUBJECT' });
  const news = { name: 'News', slug: 'news' };
  await article({
    headline: 'Top',
    section: news,
    tags: [{ name: 'Türkiye', slug: 'turkiye' }],
    publishedAt: hoursAgo(1),
  });
  await article({ headline: 'Below', section: { name: 'Politics', parent: news }, publishedAt: hoursAgo(2) });
  const deep = { name: 'Council', parent: { name: 'Politics', slug: 'politics' } };
  await article({
    headline: 'Deep',
    type: 'VIDEO',
    section: deep,
    regions: [{ name: 'North' }],
    publishedAt: hoursAgo(3),
  });
  await article({
    headline: 'Roast',
    section: { name: 'Food' },
    tags: [{ name: 'Turkey', slug: 'turkey' }],
    publishedAt: hoursAgo(4),
  });
  await article({
    ...{ headline: 'Arriba', language: 'es', publishedAt: hoursAgo(5), section: { name: 'Noticias', slug: 'news' } },
    tags: [{ name: 'Turquía', slug: 'turquia' }],
  });
  await article({ headline: 'Dall’estero', language: 'it', publishedAt: hoursAgo(6) });
});

/** Returns the headlines of the items that match a filter. */
async function list(filter?: object | null): Promise<string[]> {
  const { data, errors } = await gateway().ask<{ contentItems: { nodes: { headline: string }[] } }>(
    'query ($filter: ContentFilter) { contentItems(filter: $filter) { nodes { headline } } }',
    { filter },
  );
  expect(errors).toBeUndefined();
  return data.contentItems.nodes.map((node) => node.headline);
}

const ENGLISH = ['Top', 'Below', 'Deep', 'Roast'];

describe('a condition of a filter', () => {
  it('is ignored if it is absent, null or an empty list', async () => {
    const empty = {
      types: [],
      genres: [],
      sections: [],
      regions: [],
      authors: [],
      tags: { anyOf: [], allOf: [], noneOf: [] },
    };
    const nothing = {
      collection: null,
      series: null,
      hasVideo: null,
      hasAudio: null,
      publishedAfter: null,
      tags: null,
    };
    for (const filter of [undefined, null, {}, empty, nothing]) expect(await list(filter)).toEqual(ENGLISH);
  });

  it.each([
    ...['sections', 'regions', 'authors'].map((name) => ({ [name]: ['no-such-thing'] })),
    ...['collection', 'series'].map((name) => ({ [name]: 'no-such-thing' })),
    { tags: { anyOf: ['no-such-thing'] } },
    { tags: { allOf: ['turkiye', 'no-such-thing'] } },
  ])('with an unknown slug matches no items: %j', async (filter) => {
    expect(await list(filter)).toEqual([]);
    expect(await list({ ...filter, language: '*' })).toEqual([]);
  });

  it('that excludes an unknown tag excludes nothing', async () => {
    expect(await list({ tags: { noneOf: ['no-such-thing'] } })).toEqual(ENGLISH);
  });

  it('on a section also matches the items of its subsections, at every depth', async () => {
    expect(await list({ sections: ['news'] })).toEqual(['Top', 'Below', 'Deep']);
    expect(await list({ sections: ['politics'] })).toEqual(['Below', 'Deep']);
    expect(await list({ sections: ['council', 'food'] })).toEqual(['Deep', 'Roast']);
  });

  it.each(['turkiye', 'Türkiye', 'TURKIYE', 'türkiye', 'Republic of Turkiye', 'republic-of-türkiye'])(
    'on a tag accepts the slug, the name or an alias, with any capitals and accents: %s',
    async (name) => {
      expect(await list({ tags: { anyOf: [name] } })).toEqual(['Top']);
    },
  );

  it('on a tag prefers the tag with the given slug to a tag with the given alias, in each language separately', async () => {
    expect(await list({ tags: { anyOf: ['turkey'] } })).toEqual(['Roast']);
    expect(await list({ tags: { anyOf: ['turkey'] }, language: 'es' })).toEqual(['Arriba']);
    expect(await list({ tags: { anyOf: ['turkey'] }, language: '*' })).toEqual(['Roast', 'Arriba']);
  });
});

describe('the language of a list', () => {
  it.each([
    [undefined, ENGLISH],
    ['en', ENGLISH],
    ['en-GB', ENGLISH],
    ['es-MX', ['Arriba']],
    ['ES', ['Arriba']],
    ['it', ['Dall’estero']],
    ['it-CH', ['Dall’estero']],
    ['fr', ENGLISH],
    ['*', [...ENGLISH, 'Arriba', 'Dall’estero']],
  ])('%s selects one language that has items, and only "*" selects all languages', async (language, expected) => {
    expect(await list({ language })).toEqual(expected);
  });

  it('in a section is always the language of the section', async () => {
    const { data } = await gateway().ask(
      `{ section(slug: "news", language: "es") { contentItems { nodes { headline } } }
         all: section(slug: "news") { contentItems(filter: { language: "*" }) { nodes { headline } } }
         other: section(slug: "news") { contentItems(filter: { language: "es" }) { totalCount nodes { headline } } } }`,
    );
    const own = ['Top', 'Below', 'Deep'].map((headline) => ({ headline }));
    expect(data).toEqual({
      section: { contentItems: { nodes: [{ headline: 'Arriba' }] } },
      all: { contentItems: { nodes: own } },
      other: { contentItems: { totalCount: 0, nodes: [] } },
    });
  });

  it('is refused if it is not a language tag', async () => {
    const { errors } = await gateway().ask('{ contentItems(filter: { language: "not a tag" }) { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the SQL statements of a list', () => {
  const isPage = (sql: string) => sql.includes("'page'::text");
  const isCount = (sql: string) => sql.includes('as counts');

  async function countStatements(query: string): Promise<{ pages: number; counts: number; all: number }> {
    database().statements.length = 0;
    const { errors } = await gateway().ask(query);
    expect(errors).toBeUndefined();
    const sent = database().statements.map(({ sql }) => sql);
    return { pages: sent.filter(isPage).length, counts: sent.filter(isCount).length, all: sent.length };
  }

  it('count only if a count is selected, and read no page if only counts are selected', async () => {
    expect(await countStatements('{ contentItems { nodes { id } } }')).toMatchObject({ pages: 1, counts: 0 });
    expect(await countStatements('{ contentItems { totalCount } }')).toMatchObject({ pages: 0, counts: 1 });
    expect(await countStatements('{ contentItems { facets { types { count } } } }')).toMatchObject({
      pages: 0,
      counts: 1,
    });
    expect(await countStatements('{ contentItems { __typename } }')).toMatchObject({ pages: 0, counts: 0 });
  });

  it('are one for the page and one for all counts', async () => {
    const facets =
      'facets { sections { section { name } count } tags { tag { name } count } types { count } years { year count } }';
    expect(
      await countStatements(
        `{ contentItems { totalCount ${facets} pageInfo { endCursor } edges { cursor } nodes { id } } }`,
      ),
    ).toMatchObject({ pages: 1, counts: 1 });
  });

  it('compute only the selected counts', async () => {
    const countedBy = async (selection: string) => {
      await countStatements(`{ contentItems { ${selection} } }`);
      return (
        database()
          .statements.map(({ sql }) => sql)
          .find(isCount) ?? ''
      );
    };
    expect(await countedBy('totalCount')).not.toContain('content_tags');
    expect(await countedBy('facets { years { count } }')).not.toContain('content_tags');
    expect(await countedBy('facets { tags { count } }')).not.toContain('sum(count)');
  });

  it('are the same for many lists as for one list: one for all pages and one for all counts', async () => {
    const below = 'contentItems(first: 3) { totalCount facets { types { count } } nodes { headline } }';
    const one = await countStatements(`{ section(slug: "news") { ${below} } }`);
    const many = await countStatements(`{ sections { ${below} } }`);
    expect(one).toMatchObject({ pages: 1, counts: 1 });
    expect(many).toEqual(one);
    const lists = ['food', 'council'].map(
      (slug) => `${slug}: contentItems(filter: { sections: "${slug}" }) { totalCount nodes { id } }`,
    );
    expect(await countStatements(`{ ${lists.join(' ')} }`)).toMatchObject({ pages: 1, counts: 1 });
  });

  it('include a single statement that looks up all names of a filter', async () => {
    const names =
      'tags: { anyOf: ["turkey", "turkiye"], noneOf: "x" }, authors: ["ada"], series: "row", collection: "package"';
    await countStatements(`{ contentItems(filter: { ${names} }) { nodes { id } } }`);
    expect(database().statements.filter(({ sql }) => sql.includes('with asked as'))).toHaveLength(1);
  });
});

describe('years', () => {
  it("are counted in the newsroom's time zone, and only for the items of the list", async () => {
    await make().article({
      headline: 'Midnight',
      section: { name: 'Party' },
      publishedAt: new Date('2025-01-01T03:00:00Z'),
    });
    await make().article({
      headline: 'Morning',
      section: { name: 'Party' },
      publishedAt: new Date('2025-01-01T09:00:00Z'),
    });
    const { data } = await gateway().ask(
      '{ section(slug: "party") { contentItems { facets { years { year count } } } } }',
    );
    const years = [
      { year: 2025, count: 1 },
      { year: 2024, count: 1 },
    ];
    expect(data).toEqual({ section: { contentItems: { facets: { years } } } });
  });
});

describe('node and nodes', () => {
  /** Creates at least one row of each type that has global ids. */
  beforeAll(async () => {
    const { article, record } = make();
    for (const type of CONTENT_TYPES) {
      await article({
        ...{
          type,
          headline: `One ${type}`,
          regions: [{ name: 'North' }],
          authors: [{ name: 'Ada' }],
          series: { name: 'Row' },
        },
        ...(type === 'LIVE_BLOG' && { posts: [{ sourceId: 'one', title: 'A post', publishedAt: hoursAgo(1) }] }),
      });
    }
    await record({ record: 'collection', language: 'en', slug: 'package', title: 'Package' });
    await record({ record: 'page', language: 'en', slug: 'about', title: 'About us' });
    await record({ record: 'breaking', sourceId: 'line', language: 'en', text: 'A line', publishedAt: hoursAgo(1) });
  });

  const idOf = (type: string, key: number | string) => Buffer.from(`${type}:${key}`).toString('base64');

  async function listIds(): Promise<string[]> {
    const { rows } = await database().pool.query<{ type: ContentType; id: string }>(
      'select type, min(id) as id from content_items group by 1',
    );
    const keyOf = (type: string) => rows.find((row) => typeNameOf(row.type) === type)?.id ?? FIRST_KEYS[type] ?? 1;
    return NODE_TYPES.map((type) => idOf(type, keyOf(type)));
  }

  it('find an object of every type that has ids, in the order of the ids, and return null for an unknown id', async () => {
    const ids = await listIds();
    const unknown = NODE_TYPES.map((type) => idOf(type, 99_999_999));
    const { data, errors } = await gateway().ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [...ids, ...unknown],
    });
    expect(errors).toBeUndefined();
    const found = ids.map((id, index) => ({ __typename: NODE_TYPES[index], id }));
    expect(data).toEqual({ nodes: [...found, ...unknown.map(() => null)] });
  });

  it('find the same object several times in one operation', async () => {
    for (const [index, id] of (await listIds()).entries()) {
      const { data, errors } = await gateway().ask(
        'query ($id: ID!) { a: node(id: $id) { __typename } b: node(id: $id) { id } c: nodes(ids: [$id, $id]) { __typename } }',
        { id },
      );
      expect(errors, NODE_TYPES[index]).toBeUndefined();
      const type = { __typename: NODE_TYPES[index] };
      expect(data).toEqual({ a: type, b: { id }, c: [type, type] });
    }
  });

  it('return null if the kind in the id is not the kind of the item', async () => {
    const { rows } = await database().pool.query<{ id: string }>("select id from content_items where type = 'VIDEO'");
    const kinds = ['Article', 'Gallery', 'Infographic', 'LiveBlog'];
    const ids = rows.flatMap((row) => kinds.map((kind) => idOf(kind, row.id)));
    const { data } = await gateway().ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data).toEqual({ nodes: ids.map(() => null) });
  });

  it('accept at most a hundred ids', async () => {
    const { errors } = await gateway().ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array.from({ length: 101 }, (_, index) => idOf('Tag', index + 1)),
    });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'ids' } });
  });
});
