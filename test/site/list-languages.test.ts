import {
  type GraphQLField,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const gateway = useGateway(useDatabase('sample_newsroom'));

/** The lists and subscriptions without a `language` argument, each with the reason. */
const WITHOUT = new Map([
  ['nodes', 'the client names each node by its id'],
  ['apiTokens', 'a token has no language'],
  ['changes', 'a client that copies all content needs the changes in every language'],
  ['liveBlogPosts', 'all posts belong to one live blog'],
]);
/** The required arguments of a list. */
const NEEDED = new Map([['search', 'query: "club or gobierno or minister or puerto or election"']]);

type Field = GraphQLField<unknown, unknown>;

function isList({ type }: Field): boolean {
  const bare = isNonNullType(type) ? type.ofType : type;
  return isListType(bare) || (isObjectType(bare) && 'nodes' in bare.getFields());
}

const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(isList);
const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});

function selectionOf({ type }: Field): string {
  const named = getNamedType(type);
  const hasNodes = isObjectType(named) && 'nodes' in named.getFields();
  return hasNodes
    ? 'nodes { ...on Node { id } }'
    : isInterfaceType(named) || isUnionType(named)
      ? '...on Node { id }'
      : 'id';
}

async function idsOf(field: Field, language?: string): Promise<string[]> {
  const args = [
    ...(NEEDED.has(field.name) ? [NEEDED.get(field.name)] : []),
    ...(field.args.some(({ name }) => name === 'first') ? ['first: 100'] : []),
    ...(language === undefined ? [] : [`language: "${language}"`]),
  ];
  const query = `{ list: ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} { ${selectionOf(field)} } }`;
  const { data, errors } = await (await gateway().as('admin')).ask<{
    list: { id: string }[] | { nodes: { id: string }[] };
  }>(query);
  expect(errors, query).toBeUndefined();
  return ('nodes' in data.list ? data.list.nodes : data.list).map(({ id }) => id);
}

describe('a list or subscription with content in several languages', () => {
  const all = [...lists, ...subscriptions];

  it.each(all.filter(({ name }) => !WITHOUT.has(name)))('has a `language` argument: $name', ({ args }) => {
    const language = args.find(({ name }) => name === 'language');
    expect(String(language?.type)).toBe('LanguageTag');
    expect(language?.description).toMatch(/falls back.*`\*` is every language/s);
  });

  it('has a `language` argument unless WITHOUT names the field', () => {
    expect(
      all
        .filter(({ args }) => !args.some(({ name }) => name === 'language'))
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...WITHOUT.keys()].sort());
  });

  it.each(lists.filter(({ name }) => !WITHOUT.has(name)))(
    "$name uses the site's language by default, falls back from es-MX to es, and takes * for all languages",
    async (field) => {
      const [own, en, es, mexican, every] = await Promise.all(
        [undefined, 'en', 'es', 'es-MX', '*'].map((language) => idsOf(field, language)),
      );
      expect(own).toEqual(en);
      expect(mexican).toEqual(es);
      expect(own?.length).toBeGreaterThan(0);
      expect(es?.filter((id) => own?.includes(id))).toEqual([]);
      expect(every?.length).toBeGreaterThanOrEqual(Math.max(own?.length ?? 0, es?.length ?? 0));
      if (own && every && own.length < 100) expect(every).toEqual(expect.arrayContaining(own));
    },
  );

  it('uses the language of its filter if the argument names a different language', async () => {
    const ask = (args: string) =>
      gateway().ask<{ contentItems: { totalCount: number } }>(`{ contentItems(${args}) { totalCount } }`);
    const counts = await Promise.all(
      [
        'filter: { language: "es" }',
        'language: "ar", filter: { language: "es" }',
        'language: "es"',
        'language: "ar"',
      ].map(async (args) => (await ask(args)).data.contentItems.totalCount),
    );
    expect(counts[1]).toBe(counts[0]);
    expect(counts[2]).toBe(counts[0]);
    expect(counts[3]).not.toBe(counts[0]);
  });
});
