import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { SectionType } from '../section/type.js';
import { listLanguageArgs } from '../site/language-args.js';
import { chooseListLanguage } from '../site/loaders.js';
import { MOST, type MostReadRequest } from './store.js';

const HOUR_MS = 3_600_000;
const WINDOW_HOURS = { LAST_HOUR: 1, LAST_24_HOURS: 24, LAST_7_DAYS: 168, LAST_30_DAYS: 720 };

const MostReadWindowEnum = builder.enumType('MostReadWindow', {
  description:
    'The time in which views are counted. Views are kept by the hour: the window begins with the hour that it reaches into.',
  values: {
    LAST_HOUR: { description: 'The last hour.' },
    LAST_24_HOURS: { description: 'The last 24 hours.' },
    LAST_7_DAYS: { description: 'The last 7 days.' },
    LAST_30_DAYS: { description: 'The last 30 days.' },
  } satisfies Record<keyof typeof WINDOW_HOURS, object>,
});

const sizeArgs = builder.args((t) => ({
  first: t.int({ defaultValue: 5, description: `How many, 1 to ${MOST}.` }),
  window: t.field({
    type: MostReadWindowEnum,
    defaultValue: 'LAST_24_HOURS',
    description: 'The time in which views are counted.',
  }),
}));

builder.queryField('mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description: 'What is read most, the most read first; filled up with the newest where too little was read.',
    args: { ...sizeArgs, ...listLanguageArgs },
    resolve: async (_root, { language, ...args }, context) => {
      const site = await context.loaders.site.load();
      return loadMostRead({ language: chooseListLanguage(site, language), sectionIds: null }, args, context);
    },
  }),
);

builder.objectField(SectionType, 'mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description: 'What is read most in it and its sub-sections; filled up with the newest where too little was read.',
    args: sizeArgs,
    resolve: async ({ id, language }, args, context) =>
      loadMostRead({ language, sectionIds: await context.loaders.section.withDescendants(id) }, args, context),
  }),
);

function loadMostRead(
  scope: Pick<MostReadRequest, 'language' | 'sectionIds'>,
  { first, window }: { first?: number | null | undefined; window?: keyof typeof WINDOW_HOURS | null | undefined },
  { loaders, now }: Context,
) {
  const since = new Date(Math.floor(now.getTime() / HOUR_MS - WINDOW_HOURS[window ?? 'LAST_24_HOURS']) * HOUR_MS);
  return loaders.mostRead.lists.load({ ...scope, since, first: readSize('first', first ?? 5, MOST) });
}
