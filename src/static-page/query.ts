import { BlockUnion, withAnchors } from '../body/block-types.js';
import { builder } from '../graphql/builder.js';
import { addFieldBySlug } from '../site/by-slug.js';
import { StaticPageType } from '../site/navigation.js';

builder.objectField(StaticPageType, 'body', (t) =>
  t.field({
    type: [BlockUnion],
    description: 'The text in typed blocks, in order.',
    resolve: async ({ id }, _args, { loaders }) => withAnchors((await loaders.site.pageBody.load(id))?.body ?? []),
  }),
);

addFieldBySlug(
  'page',
  StaticPageType,
  'One static page, such as About us; null when no static page has the slug.',
  async ({ language, slug }, { loaders }) =>
    (await loaders.site.load()).pages.find((page) => page.slug === slug && page.language === language) ?? null,
);
