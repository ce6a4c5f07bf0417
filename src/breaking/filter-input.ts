import { badInput } from '../errors.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../schema/context.js';
import { chooseListLanguage } from '../site/loaders.js';
import type { BreakingScope } from './store.js';

export const BreakingFilterInput = builder.inputType('BreakingFilter', {
  description:
    'Conditions on breaking items, which must all hold. An absent field, null and an empty list set no condition. An unknown slug matches nothing.',
  fields: (t) => ({
    language: t.field({
      type: 'LanguageTag',
      description:
        "When absent: the field's `language` argument, or the site's own. Falls back (`es-MX`, `es`, the site's own); `*` is every language.",
    }),
    regions: t.stringList({ description: 'Slugs of regions.' }),
    maxUrgency: t.int({ description: 'The lowest urgency, 1 (the highest) to 9: 2 means 1 and 2.' }),
  }),
});

/** The scope of a filter. `language` is the field's argument, for a filter without a language. */
export async function readBreakingFilter(
  filter: typeof BreakingFilterInput.$inferInput | null | undefined,
  language: string | null | undefined,
  { loaders }: Context,
): Promise<BreakingScope> {
  const { maxUrgency = null, regions } = filter ?? {};
  if (maxUrgency !== null && (maxUrgency < 1 || maxUrgency > 9))
    throw badInput('filter.maxUrgency', `must be from 1 to 9, not ${maxUrgency}`);
  const chosen = chooseListLanguage(await loaders.site.load(), filter?.language ?? language);
  const regionIds = regions?.length ? await loaders.region.idsOf(regions, chosen) : null;
  return { language: chosen, regionIds, maxUrgency };
}
