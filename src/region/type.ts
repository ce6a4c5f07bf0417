import { builder } from '../graphql/builder.js';
import { PrimaryLabel } from '../section/type.js';
import { addFieldBySlug } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { SiteType } from '../site/type.js';
import type { Region } from './store.js';

export const RegionType = builder.objectRef<Region>('Region');
builder.node(RegionType, {
  description: 'A part of the world that the site covers.',
  interfaces: [PrimaryLabel],
  id: { resolve: (region) => region.id },
  loadMany: (ids, context) => Promise.all(ids.map((id) => context.loaders.region.byId(Number(id)))),
});

addFieldBySlug('region', RegionType, 'One region; null when no region has the slug.', (key, { loaders }) =>
  loaders.region.bySlug(key),
);

builder.queryField('regions', (t) =>
  t.field({
    type: [RegionType],
    description: 'Every region, in order.',
    args: listLanguageArgs,
    resolve: async (_root, { language }, { loaders }) =>
      loaders.region.inLanguage(await chooseListLanguage(loaders, language)),
  }),
);

builder.objectField(SiteType, 'regions', (t) =>
  t.field({
    type: [RegionType],
    description: 'The regions that the site covers, in order.',
    resolve: ({ language }, _args, { loaders }) => loaders.region.inLanguage(language),
  }),
);
