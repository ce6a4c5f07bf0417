import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, LazyConnection, readPageRequest, toConnection } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { createListCounter, FacetsType, type ListCounter, TOTAL_COUNT } from './facets.js';
import { type ContentFilter, ContentFilterInput, readFilterBelow } from './filter-input.js';
import { type ContentSort, keyOfRow } from './pages.js';
import type { ContentScope } from './scope.js';

const SORTS = {
  PUBLISHED_AT_DESC: { by: 'publishedAt', descending: true },
  PUBLISHED_AT_ASC: { by: 'publishedAt', descending: false },
  UPDATED_AT_DESC: { by: 'updatedAt', descending: true },
  UPDATED_AT_ASC: { by: 'updatedAt', descending: false },
  MOST_READ: { by: 'views', descending: true },
} as const satisfies Record<string, ContentSort>;

const ContentOrderEnum = builder.enumType('ContentOrder', {
  description: 'The order of a list of items.',
  values: {
    PUBLISHED_AT_DESC: { description: 'The newest first.' },
    PUBLISHED_AT_ASC: { description: 'The oldest first.' },
    UPDATED_AT_DESC: { description: 'The most recently changed first.' },
    UPDATED_AT_ASC: { description: 'The least recently changed first.' },
    MOST_READ: {
      description:
        'The most read first, by all views that an item ever had. `mostRead` counts the views of the last hours or days.',
    },
  } satisfies Record<keyof typeof SORTS, object>,
});

/** A list of items: its page, and the counter for its `totalCount` and facets. */
export type ContentConnection<Item = ContentItem> = LazyConnection<{ cursor: string; node: Item }> & {
  readonly counter: ListCounter;
};

export const ContentItemEdge = builder.edgeObject({
  name: 'ContentItemEdge',
  description: 'An item at its place in a list.',
  type: ContentItemInterface,
});

export const ContentItemConnection = builder.connectionObject<typeof ContentItemInterface, ContentConnection>(
  {
    name: 'ContentItemConnection',
    description: 'A page of items.',
    type: ContentItemInterface,
    fields: (t) => ({
      totalCount: t.int({ description: TOTAL_COUNT, resolve: ({ counter }) => counter.count('total') }),
      facets: t.field({
        type: FacetsType,
        description: 'The numbers of items in the whole list, by section, tag, kind and year.',
        resolve: ({ counter }) => counter,
      }),
    }),
  },
  ContentItemEdge,
);

/** The arguments of a list, in addition to the arguments for paging. */
export const contentListArgs = builder.args((t) => ({
  filter: t.field({ type: ContentFilterInput, description: 'Only items that meet these conditions.' }),
  orderBy: t.field({
    type: ContentOrderEnum,
    defaultValue: 'PUBLISHED_AT_DESC',
    description: 'The order of the items.',
  }),
}));

/** Makes the list of the items that match all the scopes. A scope is a set of conditions. */
export function listContent(
  scopes: readonly ContentScope[],
  order: keyof typeof SORTS | null | undefined,
  args: ConnectionArguments,
  context: Context,
): ContentConnection {
  const sort = SORTS[order ?? 'PUBLISHED_AT_DESC'];
  const page = readPageRequest(args, [sort.by === 'views' ? 'bigint' : 'moment', 'bigint']);
  const connection = new LazyConnection(async () => {
    const { rows, ...ends } = await context.loaders.list.pages.load({ scopes, sort, page });
    const { edges, pageInfo } = toConnection(rows, page, (row) => keyOfRow(sort, row), ends);
    return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.item })), pageInfo };
  });
  return Object.assign(connection, { counter: createListCounter(context, scopes) });
}

interface ListArguments extends ConnectionArguments {
  readonly filter?: ContentFilter | null | undefined;
  readonly orderBy?: keyof typeof SORTS | null | undefined;
}

/** Makes the list of an owner's items, narrowed by a filter. An owner, such as a section, has items and a language. */
export async function listContentBelow(
  scope: ContentScope,
  ownLanguage: string,
  args: ListArguments,
  context: Context,
): Promise<ContentConnection> {
  const narrowed = await readFilterBelow(args.filter, ownLanguage, context);
  return listContent([scope, narrowed], args.orderBy, args, context);
}
