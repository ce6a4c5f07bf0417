import { type ASTNode, type GraphQLResolveInfo, visit } from 'graphql';
import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, type KeyShape, readPageRequest, toConnection } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import { FacetsType, type ListCounter } from '../list/facets.js';
import { type ContentFilter, ContentFilterInput, readRootFilter } from '../list/filter-input.js';
import type { Context } from '../schema/context.js';
import { filteredLanguageArgs } from '../site/language.js';
import {
  findSearchPage,
  keyOfHit,
  MOST_RANKED,
  NOTHING_FOUND,
  type SearchNeeds,
  type SearchOrder,
  scoreOf,
} from './page.js';
import { LONGEST_QUERY } from './query.js';
import { resolveQuery } from './resolve.js';
import { cutSnippet } from './snippet.js';

type SearchConnection = Awaited<ReturnType<typeof search>>;

const SearchOrderEnum = builder.enumType('SearchOrder', {
  description: 'The order of the items that a search finds.',
  values: {
    RELEVANCE: {
      description: `The best match first. Only the newest ${MOST_RANKED} items that match are ranked. If items match about equally well, the newer item comes first. Words weigh most in the headline, then in the standfirst, then in the body, and least in tags and names.`,
    },
    PUBLISHED_AT_DESC: { description: 'The newest item first. All items that match are in the list.' },
    PUBLISHED_AT_ASC: { description: 'The oldest item first. All items that match are in the list.' },
  } satisfies Record<SearchOrder, object>,
});

const SearchEdge = builder.edgeObject<typeof ContentItemInterface, SearchConnection>({
  name: 'SearchEdge',
  description: 'An item that a search found, and its place in the list.',
  type: ContentItemInterface,
  fields: (t) => ({
    score: t.float({
      description:
        'A number for how well the item matches, above 0 and at most 1. The best item of the whole search has 1, even if the item is on another page.',
      resolve: ({ hit, page }) => scoreOf(hit, page),
    }),
    snippet: t.string({
      description:
        'The part of the text with the most words of the query. If only the headline, a tag or a name matches, the snippet is the beginning of the text. The snippet is HTML: escaped text with the words in `mark` elements, and no other elements.',
      resolve: ({ hit: { item, text }, page: { words } }) =>
        cutSnippet(text || item.headline, item.language, (word) => words.has(`${item.language} ${word}`)),
    }),
  }),
});

const SearchConnectionType = builder.connectionObject<typeof ContentItemInterface, SearchConnection>(
  {
    name: 'SearchConnection',
    description: 'A page of the items that a search found.',
    type: ContentItemInterface,
    fields: (t) => ({
      totalCount: t.int({
        description: `The number of items that match. ${MOST_RANKED} means ${MOST_RANKED} or more. The number is computed only if the operation asks for it.`,
        resolve: ({ counter }) => counter.count('total'),
      }),
      facets: t.field({
        type: FacetsType,
        description: `The number of matching items of each section, tag, kind and year. Only the newest ${MOST_RANKED} items that match are counted.`,
        resolve: ({ counter }) => counter,
      }),
    }),
  },
  SearchEdge,
);

builder.queryField('search', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      description:
        'Finds items that have all words of a query, in any of their forms, in the headline, the text, the tags or the names of authors. `"Quoted words"` must follow each other in this order; a quotation that is not closed ends with the query. `or` separates alternatives. `-word` excludes items with that word. Accents make no difference. If a query has a name of a tag, the other names of the tag are searched for too. A word that no item has is replaced by the most similar words that items have. A query without words finds nothing.',
      args: {
        query: t.arg.string({
          required: true,
          description: 'The words to search for. Only the first 32 words count.',
          longest: LONGEST_QUERY,
        }),
        filter: t.arg({ type: ContentFilterInput, description: 'Finds only items that meet these conditions.' }),
        orderBy: t.arg({ type: SearchOrderEnum, defaultValue: 'RELEVANCE', description: 'The order of the items.' }),
        ...filteredLanguageArgs,
      },
      resolve: (_root, args, context, info) => search(args, context, listSelectedFields(info)),
    },
    SearchConnectionType,
    SearchEdge,
  ),
);

interface SearchArguments extends ConnectionArguments {
  readonly query: string;
  readonly filter?: ContentFilter | null | undefined;
  readonly language?: string | null | undefined;
  readonly orderBy?: SearchOrder | null | undefined;
}

async function search(
  { filter, language, orderBy, query, ...args }: SearchArguments,
  context: Context,
  selected: ReadonlySet<string>,
) {
  const order = orderBy ?? 'RELEVANCE';
  const page = readPageRequest(args, KEY_SHAPES[order]);
  const { batch, db, loaders, now } = context;
  const scope = await readRootFilter(filter, language, context);
  const { languages, settings } = await loaders.site.load();
  const asked = scope.language === null ? languages : [scope.language];
  const queries = await batch.track(resolveQuery(db, now, query, asked));
  const request = { queries, scope, order, page, needs: readNeeds(selected, settings.timeZone) };
  const found = queries.length > 0 ? await batch.track(findSearchPage(db, now, request)) : NOTHING_FOUND;
  const { edges, pageInfo } = toConnection(found.hits, page, (hit) => keyOfHit(order, hit));
  const counter: ListCounter = { count: async (part) => found.counts[part] };
  return {
    edges: edges.map(({ cursor, node: hit }) => ({ cursor, node: hit.item, hit, page: found })),
    pageInfo,
    counter,
  };
}

/** Lists the names of all fields inside a field, at any depth. Fields with `@skip` or `@include` are always listed. */
function listSelectedFields({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const collect = (root: ASTNode): void => {
    visit(root, {
      Field: ({ name }) => void names.add(name.value),
      FragmentSpread: ({ name: { value } }) => {
        const fragment = seen.has(value) ? undefined : fragments[value];
        seen.add(value);
        if (fragment) collect(fragment);
      },
    });
  };
  fieldNodes.forEach(collect);
  return names;
}

function readNeeds(selected: ReadonlySet<string>, timeZone: string): SearchNeeds {
  const facets = (['sections', 'tags', 'types', 'years'] as const).filter((part) => selected.has(part));
  return {
    texts: selected.has('snippet'),
    scores: selected.has('score'),
    counts: [...(selected.has('totalCount') ? (['total'] as const) : []), ...(selected.has('facets') ? facets : [])],
    timeZone,
  };
}

const KEY_SHAPES: Record<SearchOrder, KeyShape> = {
  RELEVANCE: ['int', 'moment', 'bigint'],
  PUBLISHED_AT_DESC: ['moment', 'bigint'],
  PUBLISHED_AT_ASC: ['moment', 'bigint'],
};
