import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, LazyConnection, readPageRequest, toConnection } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import { createListCounter, TOTAL_COUNT } from '../list/facets.js';
import { readRule } from '../list/filter-input.js';
import type { Context } from '../schema/context.js';
import { COLLECTION_ITEM_KEY, collectionItemKey, matchedScopes } from './items.js';
import type { Collection } from './store.js';
import { CollectionType } from './type.js';

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
