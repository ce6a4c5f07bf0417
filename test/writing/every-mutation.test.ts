import {
  type GraphQLField,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isOutputType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { createInputs } from './inputs.js';

type Field = GraphQLField<unknown, unknown>;
interface Payload {
  readonly cursor: string | null;
  readonly userErrors: readonly object[];
  readonly [field: string]: unknown;
}

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
/** The mutations that write to the database: all but `recordView`, which counts in memory. */
const writes = mutations.filter(({ name }) => name !== 'recordView');
const keyed = writes.filter(({ extensions }) => extensions.withoutKey === undefined);
const named = (fields: readonly Field[]) => fields.map((field): [string, Field] => [field.name, field]);

/** After these mutations, no query returns the written row: an ended breaking item, or a preview link. */
const UNSEEN = new Set(['retractBreakingItem', 'expireBreakingItem', 'createPreviewLink', 'revokePreviewLink']);

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const inputsOf = createInputs(gateway);

/** Selects all fields without arguments: of a type, and of the objects below this type, down to `levels` levels. */
function select(type: unknown, levels: number): string {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const selections = fields.flatMap((field) => {
    const below = getNamedType(field.type);
    if (field.args.length > 0) return [];
    if (isLeafType(below)) return [field.name];
    return levels > 0 && isObjectType(below) ? [`${field.name} { ${select(below, levels - 1)} }`] : [];
  });
  return ['__typename', ...selections].join(' ');
}
const selectionOf = ({ type }: Field) => select(getNamedType(type), 2);
const inputType = ({ name }: Field) => `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;

const asAdmin = () => gateway().as('admin', { 'dateline-preview': '1' });

async function send(mutation: Field, input: object): Promise<Payload> {
  const query = `mutation ($input: ${inputType(mutation)}) { payload: ${mutation.name}(input: $input) { ${selectionOf(mutation)} } }`;
  const { data, errors } = await (await asAdmin()).ask<{ payload: Payload }>(query, { input });
  expect(errors).toBeUndefined();
  return data.payload;
}

/** Reads numbers that a write changes: the event log's last position, sums of versions, numbers of rows. */
async function readState(): Promise<unknown> {
  const { rows } = await database().pool.query(`select
    (select max(position) from events) as events, (select sum(version) from content_items) as items,
    (select sum(version) from breaking_items) as breaking, (select count(*) from revisions) as revisions,
    (select count(*) from api_tokens) as tokens, (select count(*) from preview_links) as links`);
  return rows;
}

describe('every mutation', () => {
  it.each(named(mutations))(
    '%s takes an idempotency key, or its definition explains why the mutation takes none',
    (_name, { args, extensions }) => {
      const type = getNamedType(args.find(({ name }) => name === 'input')?.type);
      const hasKey = isInputObjectType(type) && 'idempotencyKey' in type.getFields();
      if (hasKey) expect(extensions.withoutKey).toBeUndefined();
      else expect(extensions.withoutKey).toMatch(/^[A-Z].{30,}\.$/);
    },
  );

  it('without an idempotency key is recordView or revokePreviewLink', () => {
    const without = mutations.filter(({ extensions }) => extensions.withoutKey !== undefined);
    expect(without.map(({ name }) => name).sort()).toEqual(['recordView', 'revokePreviewLink']);
  });

  it.each(named(writes))('%s has the fields cursor and userErrors in its payload', (_name, { type }) => {
    const payload = getNamedType(type);
    const fields = isOutputType(payload) && isObjectType(payload) ? Object.keys(payload.getFields()) : [];
    expect(fields).toEqual(expect.arrayContaining(['cursor', 'userErrors']));
  });
});

describe('if an operation has a mutation twice, the second payload has the same values as a later query', () => {
  it.each(named(writes))('%s', async (name, mutation) => {
    const [first, second] = await inputsOf(name);
    const field = (alias: string) => `${alias}: ${name}(input: $${alias}) { ${selectionOf(mutation)} }`;
    const declared = `$first: ${inputType(mutation)}, $second: ${inputType(mutation)}`;
    const { data, errors } = await (await asAdmin()).ask<{ first: Payload; second: Payload }>(
      `mutation (${declared}) { ${field('first')} ${field('second')} }`,
      { first, second },
    );
    expect(errors).toBeUndefined();
    expect([...data.first.userErrors, ...data.second.userErrors]).toEqual([]);
    expect(data.second.cursor).not.toBeNull();
    const rows = Object.entries(data.second).filter(([part]) => !['__typename', 'cursor', 'userErrors'].includes(part));
    expect(rows.length).toBeGreaterThan(0);
    for (const [part, row] of rows) {
      expect(row, part).not.toBeNull();
      if (typeof row === 'object' && row !== null && '__typename' in row) await expectCurrent(row, mutation, part);
    }
  });

  /** Expects that an object of the payload equals the result of a later query. For UNSEEN, expects no result. */
  async function expectCurrent(row: object, mutation: Field, part: string) {
    const payload = getNamedType(mutation.type);
    const type = isObjectType(payload) ? getNamedType(payload.getFields()[part]?.type) : undefined;
    const selection = select(type, 1);
    const found = await findAgain(row, `${type}`, selection);
    if (UNSEEN.has(mutation.name)) expect(found).toBeUndefined();
    else expect(row).toEqual(found);
  }

  async function findAgain(row: object, type: string, selection: string): Promise<unknown> {
    const { ask } = await asAdmin();
    if (type === 'PreviewLink') return undefined;
    const id = 'id' in row ? row.id : null;
    if (type === 'Site') {
      const { data } = await ask<{ site: unknown }>(`{ site(language: "en") { ${selection} } }`);
      return data.site;
    }
    if (type === 'ApiToken') {
      const { data } = await ask<{ apiTokens: { id: string }[] }>(`{ apiTokens { ${selection} } }`);
      return data.apiTokens.find((token) => token.id === id);
    }
    const { data, errors } = await ask<{ node: unknown }>(
      `query ($id: ID!) { node(id: $id) { ... on ${type} { ${selection} } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return data.node ?? undefined;
  }
});

describe('a mutation that is sent again with the same idempotency key writes nothing and returns the first result', () => {
  it.each(named(keyed))('%s', async (name, mutation) => {
    const [input, other] = await inputsOf(name);
    const idempotencyKey = `again: ${name}`;
    const { token: _shownOnce, ...first } = await send(mutation, { ...input, idempotencyKey });
    expect(first.userErrors).toEqual([]);
    const before = await readState();
    const { token, ...again } = await send(mutation, { ...input, idempotencyKey });
    expect(again).toEqual(first);
    expect(token ?? null).toBeNull();
    if (other !== input) {
      const different = await send(mutation, { ...other, idempotencyKey });
      expect(different.userErrors).toMatchObject([{ code: 'INVALID', field: 'idempotencyKey' }]);
    }
    expect(await readState()).toEqual(before);
  });
});
