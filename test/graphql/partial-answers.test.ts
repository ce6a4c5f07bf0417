import { type GraphQLField, isInterfaceType, isNonNullType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { FIRST_KEYS, NODE_TYPES } from '../support/node-types.js';
import { needsRole } from '../support/selections.js';
import { makeUp } from '../writing/made-up.js';

type Field = GraphQLField<unknown, unknown>;

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const guarded = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) || isInterfaceType(type))
  .flatMap((type) => Object.values<Field>(type.getFields()).filter(needsRole));
const named = (fields: readonly Field[]) => fields.map((field): [string, Field] => [field.name, field]);

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } site { language } }';
const SITE = { site: { language: 'en' } };

describe('a field may be null, so that its failure does not take other fields along, if it is', () => {
  it.each([
    ['a field of Query', queries],
    ['a field of Mutation', mutations],
    ['a field that needs a role', guarded],
  ])('%s', (_where, fields) => {
    expect(fields.length).toBeGreaterThan(3);
    expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  });
});

describe('nodes', () => {
  const good = [encodeGlobalId('Tag', 1), encodeGlobalId('Site', 'en')];
  const [tag, site] = good.map((id, index) => ({ __typename: ['Tag', 'Site'][index], id }));

  it('returns null in the place of an id that is not valid, and an error that names the place', async () => {
    const ids = ['zzz', good[0], '', encodeGlobalId('Query', 1), good[1]];
    const { data, errors } = await gateway().ask(NODES, { ids });
    expect(data).toEqual({ nodes: [null, tag, null, null, site], ...SITE });
    expect(errors?.map(({ extensions, path }) => [path, extensions.code, extensions.argument])).toEqual([
      [['nodes', 0], 'BAD_USER_INPUT', 'ids.0'],
      [['nodes', 2], 'BAD_USER_INPUT', 'ids.2'],
      [['nodes', 3], 'BAD_USER_INPUT', 'ids.3'],
    ]);
  });

  it('returns null for each id of a type whose table fails, and the objects of other types', async () => {
    await database().pool.query('alter table authors rename to other_authors');
    const ids = [encodeGlobalId('Author', 1), good[0], encodeGlobalId('Author', 2), good[1]];
    const { data, errors } = await gateway().ask(NODES, { ids });
    await database().pool.query('alter table other_authors rename to authors');
    expect(data).toEqual({ nodes: [null, tag, null, site], ...SITE });
    expect(errors?.map(({ extensions, path }) => [path, extensions.code])).toEqual([
      [['nodes', 0], 'INTERNAL'],
      [['nodes', 2], 'INTERNAL'],
    ]);
  });

  it.each(NODE_TYPES)('reads twenty objects of the type %s with as many statements as one object', async (type) => {
    const countStatements = async (count: number) => {
      const ids = Array.from({ length: count }, (_, index) => encodeGlobalId(type, FIRST_KEYS[type] ?? index + 1));
      database().statements.length = 0;
      await gateway().ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
      return database().statements.length;
    };
    expect(await countStatements(20)).toBe(await countStatements(1));
  });
});

describe('a query', () => {
  const paged = queries.filter(({ args }) => args.some(({ name }) => name === 'first'));

  it.each(named(paged))('keeps its other fields if %s gets an argument that is not valid', async (name, field) => {
    const { ask } = await gateway().as('admin');
    const needed = field.args.filter(({ type }) => isNonNullType(type)).map((arg) => `${arg.name}: "x", `);
    const { data, errors } = await ask(`{ ${name}(${needed.join('')}first: 0) { __typename } site { language } }`);
    expect(data).toEqual({ [name]: null, ...SITE });
    expect(errors).toMatchObject([{ path: [name], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });
});

describe('an operation with two mutations', () => {
  const view = `first: recordView(input: { contentId: "${encodeGlobalId('Article', 1)}" }) { __typename }`;

  it.each(named(mutations.filter(needsRole)))(
    'keeps the answer of the first if %s is refused',
    async (_name, field) => {
      const { query, variables } = makeUp(field);
      const { data, errors } = await gateway().ask(query.replace('{', `{ ${view}`), variables);
      expect(data).toEqual({ first: { __typename: 'RecordViewPayload' }, [field.name]: null });
      expect(errors).toMatchObject([{ path: [field.name], extensions: { code: 'FORBIDDEN' } }]);
    },
  );

  it('keeps what the first has written if the second is refused', async () => {
    const { ask } = await gateway().as('editor');
    const { data, errors } = await ask(`mutation {
      createTag(input: { name: "Locks", kind: SUBJECT }) { tag { name } cursor userErrors { code } }
      createApiToken(input: { name: "more", role: ADMIN }) { token }
    }`);
    const cursor = expect.any(String);
    expect(data).toEqual({ createTag: { tag: { name: 'Locks' }, cursor, userErrors: [] }, createApiToken: null });
    expect(errors).toMatchObject([{ path: ['createApiToken'], extensions: { code: 'FORBIDDEN' } }]);
    const { rowCount } = await database().pool.query(`select from tags where name = 'Locks'`);
    expect(rowCount).toBe(1);
  });
});
