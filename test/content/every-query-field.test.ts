import {
  type GraphQLArgument,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../src/access/roles.js';
import { SEES_PUBLIC } from '../../src/db/reading.js';
import { CONTENT_TYPES, type ContentType, typeNameOf } from '../../src/item/kind-names.js';
import { readOperation } from '../../src/operation/operation.js';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { type TestGateway, useGateway } from '../support/gateway.js';
import { hoursAgo, type Maker, useMaker } from '../support/make.js';
import { FIRST_KEYS, NODE_TYPES } from '../support/node-types.js';
import { listSelections, needsRole, writeArguments } from '../support/selections.js';

const queryFields = schema.getQueryType()?.getFields() ?? {};

/** Two copies of one newsroom. Only `hiding` has hidden items. Readers must get the same answers from both copies. */
const databases = { hiding: useDatabase(), innocent: useDatabase() };
const gateways = { hiding: useGateway(databases.hiding), innocent: useGateway(databases.innocent) };
const makers = { hiding: useMaker(databases.hiding), innocent: useMaker(databases.innocent) };

const HIDDEN = {
  draft: { status: 'DRAFT' },
  scheduled: { publishedAt: hoursAgo(-1) },
  embargoed: { embargoedUntil: hoursAgo(-1) },
  expired: { expiresAt: hoursAgo(0) },
  withdrawn: { status: 'WITHDRAWN', withdrawnReason: 'It was wrong.' },
} as const;
/**
 * Words of hidden items only. `never` is in items that were never public, and is one typo away from a public word: so
 * search must not correct a query to `never`. `once` is in items that were public before: search may know `once`.
 */
const SECRETS = { never: 'lighthousen', once: 'quarryfolk' };
const secretOf = (state: keyof typeof HIDDEN) =>
  state === 'expired' || state === 'withdrawn' ? SECRETS.once : SECRETS.never;
const hiddenItems = CONTENT_TYPES.flatMap((type) =>
  (Object.keys(HIDDEN) as (keyof typeof HIDDEN)[]).map((state) => ({
    type,
    state,
    headline: `${secretOf(state)} ${state} ${type}`,
  })),
);
const hiddenSources = hiddenItems.map(({ headline }) => `test:${headline}`);

/** Fields that public and hidden items have in common. Only the word `text` differs. */
const shared = (text: string) => ({
  section: { name: 'Shared', parent: { name: 'Top' } },
  series: { name: 'Shared' },
  regions: [{ name: 'Shared' }],
  authors: [{ name: 'Shared' }],
  standfirst: `The harbour ${text} stands.`,
  body: [{ type: 'paragraph' as const, html: `A <em>${text}</em> in the harbour.` }],
  images: [
    { url: 'https://pictures.example/1.jpg', width: 800, height: 600, altText: 'A tower', caption: `The ${text}` },
  ],
  renditions: [],
  posts: [
    {
      ...{
        sourceId: `${text} post`,
        title: `A ${text} post`,
        publishedAt: hoursAgo(1),
        isKeyEvent: true,
        isPinned: true,
      },
      body: [{ type: 'paragraph' as const, html: `By the ${text}.` }],
    },
  ],
});

async function makePublic({ article, record }: Maker): Promise<void> {
  await record({ record: 'site', language: 'en', timeZone: 'Europe/Lisbon' });
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  for (const [slug, kind] of [
    ['shared', 'SUBJECT'],
    ['public-only', 'SUBJECT'],
    ['hidden-only', 'SUBJECT'],
  ] as const)
    await record({ record: 'tag', language: 'en', slug, name: slug, kind });
  for (const type of CONTENT_TYPES) {
    await article({
      ...shared('lighthouse'),
      ...{ type, headline: `Public ${type}`, publishedAt: hoursAgo(30), updatedAt: hoursAgo(30) },
      tags: [{ name: 'shared' }, { name: 'public-only' }],
      views: [{ hour: hoursAgo(3), views: 7 }],
    });
  }
  await article({
    headline: 'Traducido',
    language: 'es',
    translationOf: 'test:Public ARTICLE',
    publishedAt: hoursAgo(40),
  });
  await article({
    ...shared('lighthouse'),
    headline: 'Full of links',
    publishedAt: hoursAgo(50),
    tags: [{ name: 'shared' }],
    related: [...hiddenSources, 'test:Public ARTICLE'],
    body: [
      { type: 'relatedNews', items: [...hiddenSources, 'test:Public VIDEO'] },
      ...hiddenSources.map((source) => ({ type: 'articleLink' as const, article: source })),
    ],
  });
}

async function makeHidden({ article }: Maker): Promise<void> {
  for (const { headline, state, type } of hiddenItems) {
    await article({
      ...shared(secretOf(state)),
      ...{ type, headline, aliases: [`/old/${state}/${type}`], translationOf: `test:Public ${type}` },
      tags: [{ name: 'shared' }, { name: 'hidden-only' }],
      views: [{ hour: hoursAgo(2), views: 1000 }],
      related: ['test:Public ARTICLE'],
      ...HIDDEN[state],
    });
  }
  // No public item is in this language.
  await article({ headline: `${SECRETS.never} français`, language: 'fr', status: 'DRAFT' });
}

/** Adds records that refer to items. `there` lists the sources of the hidden items that this newsroom has. */
async function makeRest({ link, record }: Maker, there: readonly string[]): Promise<void> {
  await record({
    ...{ record: 'collection', language: 'en', slug: 'shared', title: 'Shared' },
    items: [...there, 'test:Public ARTICLE', 'test:Public VIDEO'],
    rule: { sections: ['top'] },
  });
  await record({
    record: 'page',
    language: 'en',
    slug: 'shared',
    title: 'Shared',
    body: [{ type: 'heading', level: 2, text: 'Us' }],
  });
  for (const [index, source] of [...hiddenSources, 'test:Public ARTICLE'].entries()) {
    const article = there.includes(source) || source.includes('Public') ? { article: source } : {};
    const line = { language: 'en', text: `Line ${index}`, publishedAt: hoursAgo(1), ...article };
    await record({ record: 'breaking', sourceId: `line ${index}`, ...line });
  }
  await link();
}

/** The global ids of items, by headline. */
const itemIds = new Map<string, string>();
const postIds = { hidden: [] as string[], public: [] as string[] };

beforeAll(async () => {
  await makePublic(makers.hiding());
  await makePublic(makers.innocent());
  await makeHidden(makers.hiding());
  await makeRest(makers.hiding(), hiddenSources);
  await makeRest(makers.innocent(), []);
  const { rows } = await databases
    .hiding()
    .pool.query<{ id: string; type: ContentType; headline: string }>('select id, type, headline from content_items');
  for (const { headline, id, type } of rows) itemIds.set(headline, globalId(typeNameOf(type), id));
  const posts = await databases
    .hiding()
    .pool.query<{ id: string; headline: string }>(
      'select p.id, c.headline from live_blog_posts p join content_items c on c.id = p.content_id',
    );
  for (const { headline, id } of posts.rows)
    postIds[isSecret(headline) ? 'hidden' : 'public'].push(globalId('LiveBlogPost', id));
});

const isSecret = (headline: string) => Object.values(SECRETS).some((secret) => headline.startsWith(secret));
const globalId = (type: string, id: string | number) => Buffer.from(`${type}:${id}`).toString('base64');

/** The global id of a public object of each type. `hiddenNodes` has the ids of all hidden items and posts. */
const publicNodes = () =>
  NODE_TYPES.map((type) => {
    const kind = CONTENT_TYPES.find((one) => typeNameOf(one) === type);
    if (kind) return itemIds.get(`Public ${kind}`) ?? '';
    return type === 'LiveBlogPost' ? (postIds.public[0] ?? '') : globalId(type, FIRST_KEYS[type] ?? 1);
  });
const hiddenNodes = () => [...hiddenItems.map(({ headline }) => itemIds.get(headline) ?? ''), ...postIds.hidden];

/** Test values of an argument. A field of Query is tried with each value, a field below only with the first value. */
function listValues(argument: GraphQLArgument, field: string): (string | undefined)[] {
  const table: Record<string, () => (string | undefined)[]> = {
    first: () => ['2'],
    width: () => ['300'],
    slug: () => ['"shared"'],
    by: () => ['{ slug: "public-article" }', '{ path: "/top/shared/public-article" }'],
    'content.by': () => CONTENT_TYPES.map((type) => `{ slug: "public-${type.toLowerCase().replace('_', '-')}" }`),
    id: () => publicNodes().map((id) => `"${id}"`),
    ids: () => [JSON.stringify(publicNodes())],
    menu: () => ['MAIN', 'FOOTER'],
    'tags.query': () => [undefined, '"sh"'],
    query: () => [
      '"harbour"',
      '"lighthouse"',
      `"${SECRETS.never}"`,
      `"${SECRETS.once} or ${SECRETS.never}"`,
      '"shared"',
      '"hidden-only"',
    ],
    'breakingItems.filter': () => [undefined, '{ maxUrgency: 9 }', '{ language: "*" }'],
    filter: () => [
      undefined,
      '{ language: "*" }',
      '{ collection: "shared" }',
      '{ sections: ["top"], regions: ["shared"], tags: { allOf: ["shared"] }, authors: ["shared"], series: "shared" }',
      '{ tags: { anyOf: ["hidden-only"] } }',
    ],
    window: () => ['LAST_30_DAYS', 'LAST_HOUR'],
    language: () => [undefined, '"en-GB"', '"fr"', ...(isList(field) ? ['"*"'] : [])],
  };
  const named = table[`${field}.${argument.name}`] ?? table[argument.name];
  if (named) return named();
  const type = getNamedType(argument.type);
  return isEnumType(type) && argument.name === 'orderBy' ? type.getValues().map(({ name }) => name) : [undefined];
}

function isList(field: string): boolean {
  const type = queryFields[field]?.type;
  return type !== undefined && (isListType(getNullableType(type)) || getNamedType(type).name.endsWith('Connection'));
}

/** Operations that select all fields below a field of Query. The first values of its arguments get more levels. */
function listOperations(name: string): string[] {
  const field = queryFields[name];
  if (!field) throw new Error(`Query has no ${name}`);
  const type = getNamedType(field.type);
  const nested = (argument: GraphQLArgument, of: string) => listValues(argument, of)[0];
  const ways = [
    undefined,
    ...field.args.flatMap((argument) =>
      listValues(argument, name)
        .slice(1)
        .map((value) => ({ argument, value })),
    ),
  ];
  const selections = ways.flatMap((way) => {
    const start = `${name}${writeArguments(field, (argument, of) => (argument.name === way?.argument.name ? way.value : nested(argument, of)))}`;
    if (!isCompositeType(type)) return [start];
    // `nodes` selects three levels with all ids, so `node` needs only one level for each further id. With four
    // levels, the answers of `nodes` and `sections` would be too large.
    const levels = name === 'node' ? 1 : 2;
    return listSelections(schema, type, way ? levels : name === 'nodes' || name === 'sections' ? 3 : 4, nested).map(
      (selection) => `${start} { ${selection} }`,
    );
  });
  // `comparable` recognises a cursor by the end of its field's name.
  const ending = name.endsWith('Cursor') ? 'Cursor' : '';
  const aliased = selections.map((selection, index) => `f${index}${ending}: ${selection}`);
  return packOperations(aliased);
}

const CALLER = { identity: ANONYMOUS, address: '', sees: SEES_PUBLIC };
const ASKED = { caller: CALLER, transport: 'http', mayWrite: false } as const;

/** Puts up to three selections into one operation, if the operation stays within the gateway's limits. */
function packOperations(selections: readonly string[]): string[] {
  const operation = `{ ${selections.join('\n')} }`;
  const isSmall =
    selections.length <= 3 && !readOperation({ ...ASKED, text: operation }, parse(operation)).measure?.excess;
  if (isSmall || selections.length < 2) return [operation];
  const half = Math.ceil(selections.length / 2);
  return [selections.slice(0, half), selections.slice(half)].flatMap(packOperations);
}

/** An answer without cursors and bodies. Both may differ: the link of a body to a hidden item is null. */
function comparable(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (key, value) => (/(^|_)body$|cursor$/i.test(key) ? undefined : value)));
}

async function ask(gateway: TestGateway, operation: string): Promise<Record<string, unknown>> {
  const { data, errors } = await gateway.ask(operation);
  expect(errors, operation).toBeUndefined();
  return data;
}

/** True if the description of a field of Query says that the field needs a role. */
const isForNewsroom = (name: string) => needsRole(queryFields[name] ?? never(name));
function never(name: string): never {
  throw new Error(`Query has no ${name}`);
}

/** Selections for the items of a list. Each selection has one field that needs a role. */
const newsroomFields = CONTENT_TYPES.map(typeNameOf).flatMap((type) => {
  const found = schema.getType(type);
  const fields = isObjectType(found) ? Object.values(found.getFields()) : [];
  return fields
    .filter(needsRole)
    .map(
      (field) =>
        `... on ${type} { ${field.name}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''} }`,
    );
});

describe('a field that needs a role', () => {
  it.each([
    ...Object.keys(queryFields)
      .filter(isForNewsroom)
      .map((name) => `{ ${name} ${isCompositeType(getNamedType(queryFields[name]?.type)) ? '{ __typename }' : ''} }`),
    ...newsroomFields.map((field) => `{ contentItems(first: 20) { nodes { ${field} } } }`),
  ])('is refused to a client without a role: %s', async (operation) => {
    const { data, errors } = await gateways.hiding().ask(operation);
    expect(errors?.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
    for (const secret of Object.values(SECRETS)) expect(JSON.stringify(data ?? null)).not.toContain(secret);
  });
});

describe('a hidden item', () => {
  it.each(Object.keys(queryFields).filter((name) => !isForNewsroom(name)))(
    'is not shown and not counted by %s, at any depth',
    async (name) => {
      const operations = listOperations(name);
      const secrets = [...Object.values(SECRETS), ...hiddenNodes()];
      const [plainest] = Object.values(await ask(gateways.hiding(), operations[0] ?? ''));
      // Public items have no tombstone.
      if (name !== 'tombstone') expect(plainest, 'the first operation must find something').not.toBeNull();
      for (const operation of operations) {
        const [data, innocent] = await Promise.all([
          ask(gateways.hiding(), operation),
          ask(gateways.innocent(), operation),
        ]);
        const text = JSON.stringify(data);
        expect(
          secrets.filter((secret) => text.includes(secret)),
          operation,
        ).toEqual([]);
        expect(comparable(data), operation).toEqual(comparable(innocent));
      }
    },
  );

  it('is not found by its own slug, path, former path or id', async () => {
    const { rows } = await databases
      .hiding()
      .pool.query<{ slug: string; path: string; headline: string; language: string }>(
        'select slug, path, headline, language from content_items where headline ~ any($1)',
        [Object.values(SECRETS)],
      );
    expect(rows).toHaveLength(hiddenItems.length + 1);
    const aliases = hiddenItems.map(({ state, type }) => ({ path: `/old/${state}/${type}` }));
    const ways = [
      ...rows.flatMap(({ headline, path, slug }) => [{ slug }, { path }, { id: itemIds.get(headline) }]),
      ...aliases,
    ];
    for (const by of ways) {
      const { data, errors } = await gateways
        .hiding()
        .ask('query ($by: ContentBy!) { content(by: $by) { headline } }', { by });
      expect(errors).toBeUndefined();
      expect(data, JSON.stringify(by)).toEqual({ content: null });
    }
    const { data } = await gateways
      .hiding()
      .ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: hiddenNodes() });
    expect(data).toEqual({ nodes: hiddenNodes().map(() => null) });
  });
});

describe('a scheduled or embargoed item', () => {
  const QUERY = `query ($secret: String!, $slug: String!) {
    contentItems(first: 100) { totalCount nodes { headline } facets { types { count } } }
    search(query: $secret, first: 50) { totalCount nodes { headline } }
    section(slug: "shared") { contentItems(first: 100) { totalCount nodes { headline } } }
    tag(slug: "shared") { contentItems(first: 100) { totalCount nodes { headline } } }
    author(slug: "shared") { contentItems(first: 100) { totalCount nodes { headline } } }
    region(slug: "shared") { contentItems(first: 100) { totalCount nodes { headline } } }
    collection(slug: "shared") { items(first: 100) { nodes { headline } } }
    article(by: { slug: "public-article" }) { relatedNews(first: 50) { article { headline } } readNext(first: 50) { headline }
      translations { headline } }
    content(by: { slug: $slug }) { headline }
  }`;
  const variables = { secret: SECRETS.never, slug: 'lighthousen-embargoed-article' };

  it('is absent from lists, counts, facets, search and addresses a millisecond before its time, and present at its time', async () => {
    const gateway = gateways.hiding();
    const opens = hoursAgo(-1);
    gateway.now = new Date(opens.getTime() - 1);
    const { data: before, errors } = await gateway.ask<Record<string, unknown>>(QUERY, variables);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(before)).not.toMatch(/lighthousen (scheduled|embargoed)/);
    gateway.now = opens;
    const { data: after } = await gateway.ask<Record<string, unknown>>(QUERY, variables);
    for (const [field, value] of Object.entries(after)) {
      expect(JSON.stringify(value), field).toMatch(/lighthousen (scheduled|embargoed)/);
    }
    const count = (data: Record<string, unknown>) => JSON.stringify(data.contentItems).match(/"totalCount":(\d+)/)?.[1];
    expect(Number(count(after)) - Number(count(before))).toBe(2 * CONTENT_TYPES.length);
  });
});
