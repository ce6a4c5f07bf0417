import { builder } from '../graphql/builder.js';
import { addFieldBySlug } from '../site/by-slug.js';
import { listLanguageArgs } from '../site/language-args.js';
import { chooseListLanguage } from '../site/loaders.js';
import { findAllSeries, MOST_SERIES } from './store.js';
import { SeriesType } from './type.js';

addFieldBySlug('series', SeriesType, 'One series; null when no series has the slug.', (key, { loaders }) =>
  loaders.series.bySlug.load(key),
);

builder.queryField('allSeries', (t) =>
  t.field({
    type: [SeriesType],
    description: `Every series, in the order that editors gave them: at most ${MOST_SERIES}.`,
    args: listLanguageArgs,
    resolve: async (_root, { language }, { batch, db, loaders }) =>
      batch.track(findAllSeries(db, chooseListLanguage(await loaders.site.load(), language))),
  }),
);
