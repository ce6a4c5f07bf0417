import { badInput } from '../errors.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import type { Context } from '../schema/context.js';
import { chooseListLanguage, filteredLanguageArgs } from '../site/language.js';
import { type BreakingScope, findBreakingItems } from './store.js';
import { BreakingItemType } from './type.js';

export const BreakingFilterInput = builder.inputType('BreakingFilter', {
  description:
    'Conditions on breaking items. An item must meet all of them. A field that is absent, null or an empty list sets no condition. An unknown slug matches nothing.',
  fields: (t) => ({
    language: t.field({
      type: 'LanguageTag',
      description:
        'The language of the items; `*` for every language. When absent, the `language` argument of the field counts, or else the language of the site. A language without an edition falls back: from `es-MX` to `es`, then to the language of the site.',
    }),
    regions: t.stringList({ description: 'Slugs of regions.' }),
    maxUrgency: t.int({
      description:
        'The lowest urgency that items may have, from 1 (the highest) to 9. For example, 2 finds items of urgency 1 and 2.',
    }),
  }),
});

/** Turns a filter into a scope. `language` is the field's argument, for a filter without a language. */
export async function readBreakingFilter(
  filter: typeof BreakingFilterInput.$inferInput | null | undefined,
  language: string | null | undefined,
  { loaders }: Context,
): Promise<BreakingScope> {
  const { maxUrgency = null, regions } = filter ?? {};
  if (maxUrgency !== null && (maxUrgency < 1 || maxUrgency > 9))
    throw badInput('filter.maxUrgency', `must be from 1 to 9, not ${maxUrgency}`);
  const chosen = await chooseListLanguage(loaders, filter?.language ?? language);
  const regionIds = regions?.length ? await loaders.region.idsOf(regions, chosen) : null;
  return { language: chosen, regionIds, maxUrgency };
}

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
