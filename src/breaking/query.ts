import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { filteredLanguageArgs } from '../site/language-args.js';
import { BreakingFilterInput, readBreakingFilter } from './filter-input.js';
import { findBreakingItems } from './store.js';
import { BreakingItemType } from './type.js';

const BREAKING_KEY = ['moment', 'bigint'] as const;

builder.queryField('breakingItems', (t) =>
  t.connection(
    {
      type: BreakingItemType,
      description: 'The items of the breaking-news ticker, the newest first. Retracted and expired items are left out.',
      args: {
        filter: t.arg({ type: BreakingFilterInput, description: 'Conditions on the items.' }),
        ...filteredLanguageArgs,
      },
      resolve: async (_root, args, context) => {
        const { batch, db, now } = context;
        const page = readPageRequest(args, BREAKING_KEY);
        const scope = await readBreakingFilter(args.filter, args.language, context);
        const rows = await batch.track(findBreakingItems(db, now, scope, page));
        return toConnection(rows, page, (item) => [item.publishedAt.toISOString(), item.id]);
      },
    },
    { name: 'BreakingItemConnection', description: 'A page of the ticker.' },
    { name: 'BreakingItemEdge', description: 'A ticker item at its place in the list.' },
  ),
);
