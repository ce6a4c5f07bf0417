import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, LazyConnection, readPageRequest, toConnection } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import { createListCounter, TOTAL_COUNT } from '../list/facets.js';
import { readRule } from '../list/filter-input.js';
import { pageOf } from '../page-parts/page.js';
import type { Context } from '../schema/context.js';
import { readItems } from './coverage.js';
import { COLLECTION_ITEM_KEY, collectionItemKey, matchedScopes } from './items.js';
import { listCollectionsOf } from './of-item.js';
import { CollectionConnection, CollectionType } from './type.js';

builder.objectField(CollectionType, 'items', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      description:
        'The items of the package. First come the items that editors chose, in the order of the editors. Then come the items that the rule of the package matches, the newest first. No item comes twice. In an operation for the page of an item (`article`, `content` or `node`), a page of the list leaves out the item, and what the operation shows of it before: the items in blocks of its `body`, in its `relatedNews`, and in the packages before this one. It has the next items of the list instead, and `totalCount` stays the same.',
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

async function listItems(
  { page: shownOn, ...collection }: typeof CollectionType.$inferType,
  args: ConnectionArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const { id, language } = collection;
  const request = readPageRequest(args, COLLECTION_ITEM_KEY);
  const connection = new LazyConnection(async () => {
    const rows = await readItems({ collection, request }, shownOn, context, info);
    const { edges, pageInfo } = toConnection(rows, request, collectionItemKey);
    return { edges: edges.map(({ cursor, node: { item, pinned } }) => ({ cursor, node: item, pinned })), pageInfo };
  });
  return Object.assign(connection, {
    count: async (): Promise<number> => {
      const rule = collection.rule && (await readRule(collection.rule, language, context));
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
      resolve: async (item, args, context, info) => {
        const page = pageOf(item, context, info);
        const { edges, pageInfo } = await listCollectionsOf(item, args, context);
        return { edges: edges.map(({ cursor, node }) => ({ cursor, node: { ...node, page } })), pageInfo };
      },
    },
    CollectionConnection,
  ),
);
