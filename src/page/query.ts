import { BlockUnion, withAnchors } from '../body/block-types.js';
import { builder } from '../graphql/builder.js';
import { slugArgs } from '../site/language-args.js';
import { chooseLanguage } from '../site/loaders.js';
import { StaticPageType } from '../site/navigation.js';

/** Static pages are the site's, but their bodies have blocks that name articles. */

builder.objectField(StaticPageType, 'body', (t) =>
  t.field({
    type: [BlockUnion],
    description: 'The text in typed blocks, in order.',
    resolve: async ({ id }, _args, { loaders }) => withAnchors((await loaders.site.pageBody.load(id))?.body ?? []),
  }),
);

builder.queryField('page', (t) =>
  t.field({
    type: StaticPageType,
    nullable: true,
    description: 'One page that is not news, such as About us; null when there is none of the slug.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) => {
      const site = await loaders.site.load();
      const own = chooseLanguage(site, language);
      return site.pages.find((page) => page.slug === slug && page.language === own) ?? null;
    },
  }),
);
