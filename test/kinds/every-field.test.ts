import { getTableColumns, getTableName } from 'drizzle-orm';
import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportNewsroom } from '../../src/ingest/export/newsroom.js';
import { CONTENT_KINDS, CONTENT_TYPES, type ContentType } from '../../src/item/kind-names.js';
import { contentItems } from '../../src/item/table.js';
import { fieldsOf, KIND_LIST, kindOf } from '../../src/kinds/kinds.js';
import { schema } from '../../src/schema/schema.js';
import { importFiles } from '../ingest/pipeline/importing.js';
import { useDatabase } from '../support/database.js';
import { payloadOf } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const copy = useDatabase();
const gateway = useGateway(database);

/** Slugs from the sample newsroom, for the fields that refer to sections, tags and so on. */
const NAMES: Readonly<Record<string, unknown>> = {
  ...{ section: 'politics', series: 'explainers', authors: ['elena-torvald'], regions: ['northern-isles'] },
  tags: ['ferries'],
};
/** Input fields that are not fields of the kind. They control how the item is created. */
const WAYS = new Set(['language', 'translationOf', 'idempotencyKey']);

interface Written {
  readonly key: number;
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly slug: string };
}
const written = new Map<ContentType, Written>();
let related = '';

beforeAll(async () => {
  related = (await create('ARTICLE', { headline: 'Another' })).id;
  await run('ARTICLE', 'publish', { id: related });
  for (const type of CONTENT_TYPES) {
    const input = fillInput(type);
    const item = await create(type, input);
    written.set(type, { ...item, input });
    await run(type, 'publish', { id: item.id });
  }
  const lines: string[] = [];
  await exportNewsroom(database().db, async (record) => void lines.push(JSON.stringify(record)));
  const { failed } = await importFiles(copy(), 'jsonl', { 'all.jsonl': lines.join('\n') });
  expect(failed).toEqual([]);
});

/** Makes an input with a value for every field of the kind. Reads the fields from the schema. */
function fillInput(type: ContentType): Written['input'] {
  const input = schema.getType(`Create${CONTENT_KINDS[type].typeName}Input`);
  if (!isInputObjectType(input)) throw new Error(`there is no input that creates ${type}`);
  const fields = Object.values(input.getFields()).filter(({ name }) => !WAYS.has(name));
  const filled = fields.map(({ name, type: of }) => [name, NAMES[name] ?? fill(of, name)]);
  return { ...Object.fromEntries(filled), slug: `all-of-${CONTENT_KINDS[type].record.toLowerCase()}` };
}

/** Makes a value of a type, with a value for every field. The text of each field is a unique word. */
function fill(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return fill(type.ofType, name);
  if (isListType(type)) return fillList(type.ofType, name);
  if (isEnumType(type)) return type.getValues().at(-1)?.name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, fill(field.type, field.name)]),
    );
  }
  switch (type.name) {
    case 'String':
      return wordOf(name);
    case 'ID':
      return related;
    case 'URL':
      return `https://news.example/${name}`;
    case 'LanguageTag':
      return 'en';
    case 'Boolean':
      return true;
    case 'Int':
      return 3;
    case 'Float':
      return 0.25;
    case 'DateTime':
      return `${name === 'expiresAt' ? 2099 : name.endsWith('EndTime') ? 2021 : 2020}-01-01T00:00:00.000Z`;
    default:
      throw new Error(`fill() has no case for the type ${type.name}`);
  }
}

/** Makes a list with one entry. If its entries are `@oneOf` inputs, the list has one entry for each of their fields. */
function fillList(type: GraphQLInputType, name: string): unknown[] {
  const of = isNonNullType(type) ? type.ofType : type;
  if (!isInputObjectType(of) || !of.isOneOf) return [fill(of, name)];
  return Object.values(of.getFields()).map((field) => ({ [field.name]: fill(field.type, field.name) }));
}

/** Makes a word from the name of a field. Stemming does not change the word. */
function wordOf(name: string): string {
  return `zq${name.toLowerCase()}xk`;
}

async function create(type: ContentType, input: Record<string, unknown>) {
  const { id } = await run(type, 'create', input);
  return { id, key: Number(Buffer.from(id, 'base64').toString().split(':')[1]) };
}

/** Runs a mutation of a kind as a publisher. Returns the item. */
async function run(type: ContentType, does: 'create' | 'update' | 'publish' | 'restore', input: object) {
  const { record, typeName } = CONTENT_KINDS[type];
  const mutation = `${does}${typeName}${does === 'restore' ? 'Revision' : ''}`;
  const inputType = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const asPublisher = await gateway().as('publisher');
  const payload = payloadOf<{ id: string }>(
    await asPublisher.ask(
      `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { userErrors { field message } ${record} { id } } }`,
      { input },
    ),
  );
  expect(payload.userErrors, mutation).toEqual([]);
  const item = payload[record];
  if (!item) throw new Error(`${mutation} returned no item`);
  return item;
}

function itemOf(type: ContentType): Written {
  const item = written.get(type);
  if (!item) throw new Error(`no ${type} was written`);
  return item;
}

/** Reads the snapshots of the revisions of an item, the oldest first. */
async function readRevisions(key: number): Promise<Record<string, unknown>[]> {
  const { rows } = await database().pool.query(
    'select snapshot from revisions where content_id = $1 and post_id = 0 order by version',
    [key],
  );
  return rows.map(({ snapshot }) => snapshot);
}

/** Picks the fields that the create mutation sets. The other fields of a snapshot are dates and states. */
function pickGiven(type: ContentType, snapshot: Record<string, unknown> | undefined): Record<string, unknown> {
  const { input } = itemOf(type);
  return Object.fromEntries(Object.keys(input).map((name) => [name, snapshot?.[name]]));
}

const isFilled = (value: unknown) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0);

describe.each(CONTENT_TYPES)('every field of %s', (type) => {
  const { record, typeName } = CONTENT_KINDS[type];

  it('is in the input of the create mutation if it is declared with an input', () => {
    const taken = Object.keys(itemOf(type).input);
    const declared = Object.entries(fieldsOf(type)).filter(
      ([, { input }]) => input && (input.only ?? [type]).includes(type),
    );
    expect(taken.toSorted()).toEqual(declared.map(([name]) => name).toSorted());
  });

  it('is a field of the GraphQL type', () => {
    const output = schema.getType(typeName);
    const shown = isObjectType(output) ? Object.keys(output.getFields()) : [];
    expect(shown).toEqual(expect.arrayContaining(Object.keys(itemOf(type).input).filter((name) => name !== 'related')));
  });

  it('is in the first revision', async () => {
    const [first] = await readRevisions(itemOf(type).key);
    for (const [name, value] of Object.entries(pickGiven(type, first))) expect(isFilled(value), name).toBe(true);
  });

  it('is kept if an update changes another field, and is restored with a revision', async () => {
    const { id, key } = itemOf(type);
    await run(type, 'update', { id, version: 2, label: 'Changed' });
    await run(type, 'restore', { id, version: 3, revision: 1 });
    const [first, , changed, restored] = (await readRevisions(key)).map((snapshot) => pickGiven(type, snapshot));
    expect(changed).toEqual({ ...first, label: 'Changed' });
    expect(restored).toEqual(first);
  });

  it('is cleared by null if it is optional', async () => {
    const item = await create(type, { ...fillInput(type), slug: `cleared-${record.toLowerCase()}` });
    const given = Object.keys(itemOf(type).input).filter((name) => !['headline', 'slug'].includes(name));
    const cleared = Object.fromEntries(given.map((name) => [name, null]));
    await run(type, 'update', { id: item.id, version: 1, ...cleared });
    const [, after] = await readRevisions(item.key);
    const left = given.filter((name) => isFilled(after?.[name]));
    // An article always has a genre.
    expect(left).toEqual(type === 'ARTICLE' ? ['genre'] : []);
  });

  it('is the same after an export and an import', async () => {
    const { input } = itemOf(type);
    const select = 'select content_snapshot(content_items) as snapshot from content_items where slug = $1';
    const [before, after] = await Promise.all(
      [database(), copy()].map(async ({ pool }) => (await pool.query(select, [input.slug])).rows[0]?.snapshot),
    );
    // The ids in the two databases differ.
    const withoutIds = (snapshot: Record<string, unknown>) =>
      JSON.parse(JSON.stringify(pickGiven(type, snapshot)), (name, value) =>
        ['items', 'article', 'related'].includes(name) ? isFilled(value) : value,
      );
    expect(withoutIds(after)).toEqual(withoutIds(before));
  });

  it('that is indexed for search is found by its words', async () => {
    const { id, key } = itemOf(type);
    const [first] = await readRevisions(key);
    const searched = Object.entries(fieldsOf(type)).flatMap(([name, { search }]) => {
      const value = first?.[name];
      return search && value !== undefined ? [{ name, texts: search.texts(value) }] : [];
    });
    expect(searched.map(({ name }) => name)).toEqual(expect.arrayContaining(['headline', 'standfirst', 'body']));
    for (const { name, texts } of searched) {
      const [word = ''] = /zq\w+xk/.exec(texts.join(' ')) ?? [];
      await expect.poll(() => find(word), { timeout: 5000, message: `${name}: ${word}` }).toContain(id);
    }
  });
});

async function find(query: string): Promise<string[]> {
  const { data } = await gateway().ask<{ search: { nodes: { id: string }[] } }>(
    'query ($query: String!) { search(query: $query, first: 20) { nodes { id } } }',
    { query },
  );
  return data.search.nodes.map(({ id }) => id);
}

describe('every column of an item', () => {
  /** Columns that are not declared as fields. The gateway sets their values. */
  const KEPT_BY_THE_GATEWAY = new Set([
    ...['id', 'type', 'language', 'path', 'sectionId', 'seriesId', 'state', 'version', 'translationGroupId'],
    ...['hasVideo', 'hasAudio', 'wordCount', 'firstPublishedAt', 'updatedAt', 'visibleFrom'],
    ...[
      'withdrawnAt',
      'withdrawnReason',
      'createdAt',
      'createdBy',
      'sourceId',
      'sourceUrl',
      'sourceHash',
      'sourceVersion',
      'sourceUpdatedAt',
    ],
    ...['loggedVersion', 'loggedCorrections', 'contentId'],
  ]);

  it('is declared by a kind or listed in KEPT_BY_THE_GATEWAY', () => {
    const ofKinds = KIND_LIST.flatMap(({ columns = {}, fields }) => [...Object.keys(fields), ...Object.keys(columns)]);
    const undeclared = Object.keys(getTableColumns(contentItems)).filter(
      (name) => !KEPT_BY_THE_GATEWAY.has(name) && !(name in fieldsOf('ARTICLE')) && !ofKinds.includes(name),
    );
    expect(undeclared).toEqual([]);
  });

  it.each(CONTENT_TYPES)('in the table of %s is a declared field of the kind', (type) => {
    const columns = Object.keys(getTableColumns(kindOf(type).table));
    expect(columns.filter((name) => name !== 'contentId' && !(name in fieldsOf(type)))).toEqual([]);
  });

  it('of a kind is in a table named after the kind in the plural, because SQL functions use this name', () => {
    const tables = KIND_LIST.map(({ table, type }) => [type, getTableName(table)]);
    expect(tables).toEqual(KIND_LIST.map(({ type }) => [type, `${type.toLowerCase().replace(/y$/, 'ie')}s`]));
  });

  it('exists for every declared field, except for fields that connect the item with other records', () => {
    const stored = new Set([
      ...Object.keys(getTableColumns(contentItems)),
      ...KIND_LIST.flatMap(({ table }) => Object.keys(getTableColumns(table))),
    ]);
    const connecting = ['authors', 'corrections', 'regions', 'related', 'section', 'series', 'tags'];
    const others = CONTENT_TYPES.flatMap((type) => Object.keys(fieldsOf(type))).filter((name) => !stored.has(name));
    expect([...new Set(others)].toSorted()).toEqual(connecting);
  });
});
