import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { SectionType } from '../section/type.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { MOST, type MostReadRequest } from './store.js';

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;

/** Each value is a number of hours. */
const MostReadWindowEnum = builder.enumType('MostReadWindow', {
  description:
    'The period in which views are counted. Views are stored by the hour, so the period begins at the start of an hour.',
  values: {
    LAST_HOUR: { value: 1, description: 'The last hour.' },
    LAST_24_HOURS: { value: DEFAULT_HOURS, description: 'The last 24 hours.' },
    LAST_7_DAYS: { value: 168, description: 'The last 7 days.' },
    LAST_30_DAYS: { value: 720, description: 'The last 30 days.' },
  },
});

const sizeArgs = builder.args((t) => ({
  first: t.int({ defaultValue: 5, description: `The number of items, from 1 to ${MOST}.` }),
  window: t.field({
    type: MostReadWindowEnum,
    defaultValue: DEFAULT_HOURS,
    description: 'The period in which views are counted.',
  }),
}));

builder.queryField('mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description:
      'The most read items, the most viewed first. If too few items were read, the newest items are added at the end of the list.',
    args: { ...sizeArgs, ...listLanguageArgs },
    resolve: async (_root, { language, ...args }, context) => {
      const chosen = await chooseListLanguage(context.loaders, language);
      return loadMostRead({ language: chosen, sectionIds: null }, args, context);
    },
  }),
);

builder.objectField(SectionType, 'mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description:
      'The most read items of the section and its sub-sections. If too few items were read, the newest items are added at the end of the list.',
    args: sizeArgs,
    resolve: async ({ id, language }, args, context) =>
      loadMostRead({ language, sectionIds: await context.loaders.section.withDescendants(id) }, args, context),
  }),
);

function loadMostRead(
  scope: Pick<MostReadRequest, 'language' | 'sectionIds'>,
  { first, window }: { first?: number | null | undefined; window?: number | null | undefined },
  { loaders, now }: Context,
) {
  const since = new Date(Math.floor(now.getTime() / HOUR_MS - (window ?? DEFAULT_HOURS)) * HOUR_MS);
  return loaders.mostRead.lists.load({ ...scope, since, first: readSize('first', first ?? 5, MOST) });
}
