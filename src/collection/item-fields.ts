import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, type PageInfo, readPageRequest, toConnection } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { createListCounter, TOTAL_COUNT } from '../list/facets.js';
import { readRule } from '../list/filter-input.js';
import type { Context } from '../schema/context.js';
import { COLLECTION_ITEM_KEY, collectionItemKey, matchedScopes } from './items.js';
import type { Collection } from './store.js';
import { CollectionType } from './type.js';

interface CollectionItemConnection {
  readonly edges: Promise<{ cursor: string; node: ContentItem; pinned: boolean }[]>;
  readonly pageInfo: Promise<PageInfo>;
  readonly count: () => Promise<number>;
}

const CollectionItemEdge = builder.edgeObject<typeof ContentItemInterface, CollectionItemConnection>({
  name: 'CollectionItemEdge',
  description: 'An item at its place in a coverage package.',
  type: ContentItemInterface,
  fields: (t) => ({
    pinned: t.exposeBoolean('pinned', {
      description: 'Whether an editor chose it; otherwise the rule of the package matches it.',
    }),
  }),
});

const CollectionItemConnection = builder.connectionObject<typeof ContentItemInterface, CollectionItemConnection>(
  {
    name: 'CollectionItemConnection',
    description: 'A page of the items of a coverage package.',
    type: ContentItemInterface,
    fields: (t) => ({
      totalCount: t.int({ description: TOTAL_COUNT, resolve: ({ count }) => count() }),
    }),
  },
  CollectionItemEdge,
);

builder.objectField(CollectionType, 'items', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      description:
        'What editors chose, in their order, then what its rule matches, the newest first. Nothing is in it twice.',
      resolve: (collection, args, context) => listItems(collection, args, context),
    },
    CollectionItemConnection,
    CollectionItemEdge,
  ),
);

async function listItems(
  collection: Collection,
  args: ConnectionArguments,
  context: Context,
): Promise<CollectionItemConnection> {
  const { id, language } = collection;
  const page = readPageRequest(args, COLLECTION_ITEM_KEY);
  const rule = collection.rule && (await readRule(collection.rule, language, context));
  let loaded: ReturnType<typeof load> | undefined;
  const load = async () =>
    toConnection(await context.loaders.collection.items.load({ id, language, rule, page }), page, collectionItemKey);
  const once = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    get edges() {
      return once().then(({ edges }) =>
        edges.map(({ cursor, node }) => ({ cursor, node: node.item, pinned: node.pinned })),
      );
    },
    get pageInfo() {
      return once().then(({ pageInfo }) => pageInfo);
    },
    count: async () => {
      const chosen = createListCounter(context, [{ language, collections: [{ id, rule: null }] }]).count('total');
      const scopes = matchedScopes({ id, rule });
      const matched = scopes ? createListCounter(context, scopes).count('total') : 0;
      return (await chosen) + (await matched);
    },
  };
}
