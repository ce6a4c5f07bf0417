import { builder } from '../graphql/builder.js';
import { SiteType } from '../site/type.js';
import { RegionType } from './type.js';

builder.objectField(SiteType, 'regions', (t) =>
  t.field({
    type: [RegionType],
    description: 'The regions that the site covers, in order.',
    resolve: ({ language }, _args, context) => context.loaders.region.inLanguage(language),
  }),
);
