import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  GraphQLString,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../src/access/roles.js';
import { SEES_PUBLIC } from '../../src/db/reading.js';
import { CONTENT_TYPES, typeNameOf } from '../../src/item/kind-names.js';
import { readOperation } from '../../src/operation/operation.js';
import { schema } from '../../src/schema/schema.js';
import type { TestGateway } from '../support/gateway.js';
import { hoursAgo } from '../support/make.js';
import { NOW } from '../support/names.js';
import { NODE_TYPES } from '../support/node-types.js';
import { listSelections, needsRole, writeArguments } from '../support/selections.js';
import { databases, gateways, hiddenItems, hiddenNodes, itemIds, nameIn, publicNodes, SECRETS } from './newsrooms.js';

const queryFields = schema.getQueryType()?.getFields() ?? {};

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
  afterAll(() => {
    gateways.hiding().now = NOW;
  });

  const QUERY = `query ($secret: String!, $slug: String!, $name: String!) {
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
    tags(query: $secret, first: 100) { nodes { name } }
    authors(first: 100) { nodes { name } }
    sections { name }
    regions { name }
    allSeries { title }
    tagName: tag(slug: $name) { name }
    authorName: author(slug: $name) { name }
    sectionName: section(slug: $name) { name parent { name } }
    regionName: region(slug: $name) { name }
    seriesName: series(slug: $name) { title }
  }`;
  const variables = {
    secret: SECRETS.never,
    slug: 'lighthousen-embargoed-article',
    name: 'lighthousen-embargoed-files',
  };

  it('is absent from lists, counts, facets, search and addresses a millisecond before its time, like its names, and present at its time', async () => {
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
    expect(JSON.stringify(after)).not.toContain(nameIn('draft'));
    const count = (data: Record<string, unknown>) => JSON.stringify(data.contentItems).match(/"totalCount":(\d+)/)?.[1];
    expect(Number(count(after)) - Number(count(before))).toBe(2 * CONTENT_TYPES.length);
  });
});

/** Texts that only hidden items have, or only their names: words, slugs, paths, and a slug that is an alias of a public tag. */
const SECRET_TEXTS = [
  SECRETS.never,
  nameIn('embargoed'),
  nameIn('embargoed').replaceAll(' ', '-'),
  nameIn('withdrawn').replaceAll(' ', '-'),
  'lighthousen-embargoed-article',
  '/top/shared/lighthousen-embargoed-article',
  '/old/embargoed/ARTICLE',
  'twin',
];

/** Literals with a secret text, for an argument of type text, or for each text in an input object. */
function listSecretValues(type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  if (named === GraphQLString) return SECRET_TEXTS.map((text) => JSON.stringify(text));
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    listSecretValues(field.type).map((value) => `{ ${field.name}: ${value} }`),
  );
}

/** Cursors are of type text, but no other text is allowed. */
const isCursor = ({ name }: GraphQLArgument) => name === 'after' || name === 'before';

/** Selects each field of a type that has an argument of type text, with each secret. */
function listSecretSelections(type: GraphQLObjectType): string[] {
  const give = (argument: GraphQLArgument, of: string) => listValues(argument, of)[0];
  return Object.values(type.getFields())
    .filter((field) => !needsRole(field))
    .flatMap((field) =>
      field.args
        .filter((argument) => !isCursor(argument))
        .flatMap((argument) =>
          listSecretValues(argument.type).map((value) => {
            const written = writeArguments(field, (other, of) => (other === argument ? value : give(other, of)));
            const named = getNamedType(field.type);
            const [leaves] = isCompositeType(named) ? listSelections(schema, named, 1, give) : [];
            const below = isCompositeType(named) ? listSelections(schema, named, 2, give).slice(1) : [];
            const nodes = below.filter((selection) => /^(nodes|edges|facets)/.test(selection));
            return `${field.name}${written}${leaves ? ` { ${[leaves, ...nodes].join(' ')} }` : ''}`;
          }),
        ),
    );
}

describe('a text that only hidden items or their names have', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  const roots = ['Query', 'Mutation', 'Subscription'];
  const cases = types.flatMap((type): [string, string[]][] => {
    if (!isObjectType(type) || (type.name !== 'Query' && roots.includes(type.name))) return [];
    const selections = listSecretSelections(type);
    return selections.length > 0 ? [[type.name, selections]] : [];
  });

  it.each(cases)(
    'finds the same as in a newsroom without hidden items, as any argument of %s',
    async (name, selections) => {
      const id = publicNodes()[NODE_TYPES.indexOf(name)];
      if (name !== 'Query' && id === undefined)
        throw new Error(`${name} has no id: let the test reach it in another way`);
      const start = (index: number, selection: string) =>
        name === 'Query'
          ? `f${index}: ${selection}`
          : `f${index}: node(id: "${id}") { ... on ${name} { ${selection} } }`;
      for (const operation of packOperations(selections.map((selection, index) => start(index, selection)))) {
        const [hiding, innocent] = await Promise.all(
          [gateways.hiding(), gateways.innocent()].map(async (gateway) => {
            const { data, errors } = await gateway.ask(operation);
            return { data: comparable(data), faults: errors?.map(({ message }) => message) };
          }),
        );
        expect(hiding, operation).toEqual(innocent);
      }
    },
  );
});
