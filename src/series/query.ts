import { builder } from '../graphql/builder.js';
import { listLanguageArgs, slugArgs } from '../site/language-args.js';
import { chooseLanguage, chooseListLanguage } from '../site/loaders.js';
import { findAllSeries, MOST_SERIES } from './store.js';
import { SeriesType } from './type.js';

builder.queryField('series', (t) =>
  t.field({
    type: SeriesType,
    nullable: true,
    description: 'One series; null when there is none of the slug.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) =>
      loaders.series.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug }),
  }),
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
