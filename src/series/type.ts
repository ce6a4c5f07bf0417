import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import { addFieldBySlug, pageFields } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { findAllSeries, MOST_SERIES, type Series } from './store.js';

export const SeriesType = builder.objectRef<Series>('Series');
builder.node(SeriesType, {
  description: 'Items that belong together and appear one after the other, such as Explainers.',
  id: { resolve: (series) => series.id },
  loadMany: (ids, context) => loadNodes(context.loaders.series.byId, ids),
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'Its title. Never null.' }),
    ...pageFields(t, 'series'),
    description: t.exposeString('description', {
      nullable: true,
      description: 'What the series is about, in a sentence.',
    }),
    mainImage: t.expose('mainImage', { type: ImageType, nullable: true, description: 'Its picture.' }),
  }),
});

addFieldBySlug('series', SeriesType, 'One series; null when no series has the slug.', (key, { loaders }) =>
  loaders.series.bySlug.load(key),
);

builder.queryField('allSeries', (t) =>
  t.field({
    type: [SeriesType],
    description: `Every series, in the order that editors gave them: at most ${MOST_SERIES}.`,
    args: listLanguageArgs,
    resolve: async (_root, { language }, context) =>
      context.batch.track(findAllSeries(context.db, context, await chooseListLanguage(context.loaders, language))),
  }),
);
