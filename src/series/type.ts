import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import { localUrl } from '../site/address.js';
import type { Series } from './store.js';

export const SeriesType = builder.objectRef<Series>('Series');
builder.node(SeriesType, {
  description: 'Items that belong together and appear one after the other, such as Explainers.',
  id: { resolve: (series) => series.id },
  loadMany: (ids, context) => loadNodes(context.loaders.series.byId, ids),
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique within its language.' }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address of its page.',
      resolve: ({ language, slug }, _args, context) => localUrl(context, language, 'series', slug),
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'What the series is about, in a sentence.',
    }),
    mainImage: t.expose('mainImage', { type: ImageType, nullable: true, description: 'Its picture.' }),
  }),
});
