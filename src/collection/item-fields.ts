import { builder } from '../graphql/builder.js';
import {
  type ConnectionArguments,
  LazyConnection,
  pageOfList,
  readPageRequest,
  toConnection,
} from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { createListCounter, TOTAL_COUNT } from '../list/facets.js';
import { readRule } from '../list/filter-input.js';
import { isWithin } from '../list/match.js';
import type { Context } from '../schema/context.js';
import { COLLECTION_ITEM_KEY, collectionItemKey, matchedScopes } from './items.js';
import type { Collection } from './store.js';
import { COLLECTION_KEY, CollectionConnection, CollectionType, collectionKey } from './type.js';

builder.objectField(CollectionType, 'items', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      description:
        'The items of the package. First come the items that editors chose, in the order of the editors. Then come the items that the rule of the package matches, the newest first. No item comes twice.',
      resolve: listItems,
    },
    {
      name: 'CollectionItemConnection',
      description: 'A page of the items of a coverage package.',
      fields: (connection) => ({
        totalCount: connection.int({ description: TOTAL_COUNT, resolve: ({ count }) => count() }),
      }),
    },
    {
      name: 'CollectionItemEdge',
      description: 'An item at its place in a coverage package.',
      fields: (edge) => ({
        pinned: edge.exposeBoolean('pinned', {
          description: 'True if an editor chose the item; false if the rule of the package matches it.',
        }),
      }),
    },
  ),
);

async function listItems({ id, language, rule: stored }: Collection, args: ConnectionArguments, context: Context) {
  const page = readPageRequest(args, COLLECTION_ITEM_KEY);
  const rule = stored && (await readRule(stored, language, context));
  const connection = new LazyConnection(async () => {
    const rows = await context.loaders.collection.items.load({ id, language, rule, page });
    const { edges, pageInfo } = toConnection(rows, page, collectionItemKey);
    return { edges: edges.map(({ cursor, node: { item, pinned } }) => ({ cursor, node: item, pinned })), pageInfo };
  });
  return Object.assign(connection, {
    count: async (): Promise<number> => {
      const chosen = createListCounter(context, [{ language, collections: [{ id, rule: null }] }]).count('total');
      const scopes = matchedScopes({ id, rule });
      const matched = scopes ? createListCounter(context, scopes).count('total') : 0;
      return (await chosen) + (await matched);
    },
  });
}

builder.interfaceField(ContentItemInterface, 'collections', (t) =>
  t.connection(
    {
      type: CollectionType,
      description:
        'The coverage packages that contain the item: an editor chose the item, or the rule of the package matches it.',
      resolve: async (item, args, context) => {
        const page = readPageRequest(args, COLLECTION_KEY);
        const { chosen, ruled } = await context.loaders.collection.ofContent.load(item.id);
        const matching = await findMatching(item, ruled, context);
        const byId = new Map([...chosen, ...matching].map((collection) => [collection.id, collection]));
        const inOrder = [...byId.values()].sort((a, b) => a.position - b.position || a.id - b.id);
        return pageOfList(inOrder, page, collectionKey);
      },
    },
    CollectionConnection,
  ),
);

async function findMatching(item: ContentItem, all: readonly Collection[], context: Context): Promise<Collection[]> {
  const { loaders } = context;
  const ruled = all.filter(({ language }) => language === item.language);
  if (ruled.length === 0) return [];
  const [tags, authors] = await Promise.all([loaders.item.tagsOf.load(item.id), loaders.item.authorsOf.load(item.id)]);
  const linked = { item, tagIds: tags.map(({ id }) => id), authorIds: authors.map(({ id }) => id) };
  const matches = await Promise.all(
    ruled.map(async ({ language, rule }) => rule !== null && isWithin(await readRule(rule, language, context), linked)),
  );
  return ruled.filter((_, index) => matches[index]);
}
