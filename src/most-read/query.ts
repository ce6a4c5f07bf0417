import { ContentItemInterface } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import { chooseListLanguage } from '../site/loaders.js';
import { findMostRead } from './store.js';

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

builder.queryField('mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description: 'What is read most, the most read first; filled up with the newest where too little was read.',
    args: {
      first: t.arg.int({ defaultValue: 5, required: true, description: 'How many, 1 to 100.' }),
      window: t.arg({
        type: MostReadWindowEnum,
        defaultValue: 'LAST_24_HOURS',
        required: true,
        description: 'The time in which views are counted.',
      }),
      language: t.arg({
        type: 'LanguageTag',
        description: "The site's own when absent; falls back (`es-MX`, `es`, the site's own); `*` is every language.",
      }),
    },
    resolve: async (_root, { first, window, language }, { batch, db, loaders, now }) => {
      const options = {
        first: readSize('first', first),
        since: new Date(Math.floor(now.getTime() / HOUR_MS - WINDOW_HOURS[window]) * HOUR_MS),
        language: chooseListLanguage(await loaders.site.load(), language),
      };
      return batch.track(findMostRead(db, now, options));
    },
  }),
);
