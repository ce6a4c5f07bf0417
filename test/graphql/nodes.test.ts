import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const idOf = (text: string) => Buffer.from(text).toString('base64');

describe('node', () => {
  it.each(['Article', 'Author', 'BreakingItem', 'Collection', 'Region', 'Section', 'Tag'])(
    'finds a %s by its id',
    async (type) => {
      const { data, errors } = await gateway().ask('query ($id: ID!) { node(id: $id) { __typename id } }', {
        id: idOf(`${type}:1`),
      });
      expect(errors).toBeUndefined();
      expect(data).toEqual({ node: { __typename: type, id: idOf(`${type}:1`) } });
    },
  );

  it.each(['Article', 'Author', 'Tag', 'Collection', 'Section', 'BreakingItem'])(
    'returns null for a %s that does not exist, even if the id is huge',
    async (type) => {
      for (const key of ['999999', '3000000000', '999999999999999']) {
        const { data, errors } = await gateway().ask('query ($id: ID!) { node(id: $id) { id } }', {
          id: idOf(`${type}:${key}`),
        });
        expect(errors).toBeUndefined();
        expect(data).toEqual({ node: null });
      }
    },
  );

  it.each(['Site:en us', 'ContentItem:1', 'Article:en', 'Query:1', 'Article:x', 'Article', ''])(
    'refuses %j, which is not the id of a node',
    async (text) => {
      const { errors } = await gateway().ask('query ($id: ID!) { node(id: $id) { id } }', { id: idOf(text) });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } });
    },
  );
});

describe('a cursor', () => {
  it.each([
    ['breakingItems', ['foo', 1]],
    ['breakingItems', ['2026-02-31T00:00:00.000Z', 1]],
    ['collections', [2 ** 53 - 1, 1]],
    ['collections', [1, 2 ** 40]],
  ])('with invalid values is refused by %s: %j', async (field, key) => {
    const after = Buffer.from(JSON.stringify(key)).toString('base64url');
    const { errors } = await gateway().ask(`query ($after: String) { ${field}(after: $after) { nodes { id } } }`, {
      after,
    });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID_CURSOR', argument: 'after' } });
  });
});

describe('language: "*"', () => {
  it.each([
    'breakingItems(first: 100, language: "*") { nodes { language } }',
    'collections(first: 100, language: "*") { nodes { language } }',
  ])('returns items in all languages: %s', async (field) => {
    const { data } = await gateway().ask<Record<string, { nodes: { language: string }[] }>>(`{ list: ${field} }`);
    expect(new Set(data.list?.nodes.map((item) => item.language))).toEqual(new Set(['ar', 'en', 'es']));
  });

  it('returns mostRead items in all languages', async () => {
    const { data } = await gateway().ask<{ mostRead: { language: string }[] }>(
      '{ mostRead(first: 100, language: "*") { language } }',
    );
    expect(new Set(data.mostRead.map((item) => item.language))).toEqual(new Set(['ar', 'en', 'es']));
  });
});
