import { builder } from '../graphql/builder.js';
import { listLanguageArgs, slugArgs } from '../site/language-args.js';
import { chooseLanguage, chooseListLanguage } from '../site/loaders.js';
import { RegionType } from './type.js';

builder.queryField('region', (t) =>
  t.field({
    type: RegionType,
    nullable: true,
    description: 'One region; null when there is none of the slug.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) =>
      loaders.region.bySlug(chooseLanguage(await loaders.site.load(), language), slug),
  }),
);

builder.queryField('regions', (t) =>
  t.field({
    type: [RegionType],
    description: 'Every region, in order.',
    args: listLanguageArgs,
    resolve: async (_root, { language }, { loaders }) =>
      loaders.region.inLanguage(chooseListLanguage(await loaders.site.load(), language)),
  }),
);
