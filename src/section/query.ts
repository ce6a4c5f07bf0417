import { builder } from '../graphql/builder.js';
import { addFieldBySlug } from '../site/by-slug.js';
import { listLanguageArgs } from '../site/language-args.js';
import { chooseListLanguage } from '../site/loaders.js';
import { SectionType } from './type.js';

addFieldBySlug('section', SectionType, 'One section; null when no section has the slug.', (key, { loaders }) =>
  loaders.section.bySlug(key),
);

builder.queryField('sections', (t) =>
  t.field({
    type: [SectionType],
    description: 'All sections and sub-sections, in order.',
    args: listLanguageArgs,
    resolve: async (_root, { language }, { loaders }) =>
      loaders.section.inLanguage(chooseListLanguage(await loaders.site.load(), language)),
  }),
);
