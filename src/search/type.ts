import { builder } from '../graphql/builder.js';
import {
  type ConnectionArguments,
  type KeyShape,
  type PageInfo,
  readPageRequest,
  toConnection,
} from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import type { ListCounter } from '../list/facets.js';
import { FacetsType } from '../list/facets.js';
import { type ContentFilter, ContentFilterInput, readRootFilter } from '../list/filter-input.js';
import type { Context } from '../schema/context.js';
import { filteredLanguageArgs } from '../site/language-args.js';
import { createMatchCounter } from './match-counts.js';
import {
  findSearchPage,
  keyOfHit,
  LOOKED_AT,
  type SearchHit,
  type SearchNeeds,
  type SearchOrder,
  type SearchPage,
  scoreOf,
} from './page.js';
import { LONGEST_QUERY } from './query.js';
import { resolveQuery } from './resolve.js';
import { selectedFields } from './selected.js';
import { cutSnippet } from './snippet.js';

interface Found {
  readonly hit: SearchHit;
  readonly page: SearchPage;
}

interface SearchConnection {
  readonly edges: { readonly cursor: string; readonly node: SearchHit['item']; readonly found: Found }[];
  readonly pageInfo: PageInfo;
  readonly counter: ListCounter;
}

const SearchOrderEnum = builder.enumType('SearchOrder', {
  description: 'What a search is ordered by.',
  values: {
    RELEVANCE: {
      description: `The best first, of the newest ${LOOKED_AT} items that match; the newer first of what is about as good. Words weigh most in the headline, then in the standfirst, the body, and in tags and names.`,
    },
    PUBLISHED_AT_DESC: { description: 'The newest first: all that match.' },
    PUBLISHED_AT_ASC: { description: 'The oldest first: all that match.' },
  } satisfies Record<SearchOrder, object>,
});

const SearchEdge = builder.edgeObject<typeof ContentItemInterface, SearchConnection>({
  name: 'SearchEdge',
  description: 'An item that was found, at its place in the list.',
  type: ContentItemInterface,
  fields: (t) => ({
    score: t.float({
      description: 'How well it matches, above 0 to 1: 1 is the best of this search, on whichever page.',
      resolve: ({ found: { hit, page } }) => scoreOf(hit, page),
    }),
    snippet: t.string({
      description:
        'The part of its text that says most of what was looked for, or its beginning where only the headline, a tag or a name does. HTML: escaped text with the words in `mark`, nothing else.',
      resolve: ({ found }) => snippetOf(found),
    }),
  }),
});

const SearchConnectionType = builder.connectionObject<typeof ContentItemInterface, SearchConnection>(
  {
    name: 'SearchConnection',
    description: 'A page of what a search found.',
    type: ContentItemInterface,
    fields: (t) => ({
      totalCount: t.int({
        description: `How many items match; ${LOOKED_AT} stands for that many or more. Computed only when it is asked for.`,
        resolve: ({ counter }) => counter.count('total'),
      }),
      facets: t.field({
        type: FacetsType,
        description: `How many of the items that match are of each section, tag, kind and year: of the newest ${LOOKED_AT} where there are more.`,
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
        'What says all the words of a query, in any of their forms, in the headline, the text, tags or names. `"quoted words"` have to stand together, `or` is between alternatives, `-word` leaves out what has it; a quotation without its end goes on to the end. Accents make no difference; other names of a tag find the same; a word that nothing has stands for the nearest that something has. A query without words finds nothing.',
      args: {
        query: t.arg.string({
          required: true,
          description: 'What to look for; the first 32 words count.',
          longest: LONGEST_QUERY,
        }),
        filter: t.arg({ type: ContentFilterInput, description: 'Only items that meet these conditions.' }),
        orderBy: t.arg({
          type: SearchOrderEnum,
          defaultValue: 'RELEVANCE',
          description: 'What they are ordered by.',
        }),
        ...filteredLanguageArgs,
      },
      resolve: (_root, args, context, info) => search(args, context, selectedFields(info)),
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
): Promise<SearchConnection> {
  const order = orderBy ?? 'RELEVANCE';
  const page = readPageRequest(args, KEY_SHAPES[order]);
  const { batch, db, loaders, now } = context;
  const scope = await readRootFilter(filter, language, context);
  const { languages, settings } = await loaders.site.load();
  const queries = await batch.track(
    resolveQuery(db, now, query, scope.language === null ? languages : [scope.language]),
  );
  const needs = readNeeds(selected, settings.timeZone);
  const found =
    queries.length > 0
      ? await batch.track(findSearchPage(db, now, { queries, scope, order, page, needs }))
      : NOTHING_FOUND;
  const { edges, pageInfo } = toConnection(found.hits, page, (hit) => keyOfHit(order, hit));
  return {
    edges: edges.map(({ cursor, node: hit }) => ({ cursor, node: hit.item, found: { hit, page: found } })),
    pageInfo,
    counter: createMatchCounter(found.counts, context),
  };
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

const NOTHING_FOUND: SearchPage = { hits: [], bestBucket: null, counts: {}, words: new Set() };

function snippetOf({ hit: { item, text }, page }: Found): string {
  const { headline, language } = item;
  return cutSnippet(text || headline, language, (word) => page.words.has(`${language} ${word}`));
}
