import { builder } from '../graphql/builder.js';
import { listLanguageArgs, slugArgs } from '../site/language-args.js';
import { chooseLanguage, chooseListLanguage } from '../site/loaders.js';
import { SectionType } from './type.js';

builder.queryField('section', (t) =>
  t.field({
    type: SectionType,
    nullable: true,
    description: 'One section; null when there is none of the slug.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) =>
      loaders.section.bySlug(chooseLanguage(await loaders.site.load(), language), slug),
  }),
);

builder.queryField('sections', (t) =>
  t.field({
    type: [SectionType],
    description: 'Every section, those below others too, in order.',
    args: listLanguageArgs,
    resolve: async (_root, { language }, { loaders }) =>
      loaders.section.inLanguage(chooseListLanguage(await loaders.site.load(), language)),
  }),
);
