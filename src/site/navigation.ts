import { builder } from '../graphql/builder.js';
import { localUrl } from './local-url.js';
import type { NavigationItem, StaticPageTitle } from './store.js';

export const MenuEnum = builder.enumType('Menu', {
  description: 'A navigation menu of the site.',
  values: { MAIN: { description: 'At the top of each page.' }, FOOTER: { description: 'At the foot of each page.' } },
});

export const NavigationItemType = builder.objectRef<NavigationItem>('NavigationItem');
NavigationItemType.implement({
  description: 'An entry of a menu. Menus have two levels.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What it says.' }),
    url: t.field({
      type: 'URL',
      description: 'Where it leads.',
      resolve: (item, _args, context) => context.toUrl(item.path),
    }),
    children: t.field({
      type: [NavigationItemType],
      description: 'The entries below it, in order.',
      resolve: async (item, _args, context) => {
        const { navigation } = await context.loaders.site.load();
        return navigation.filter((child) => child.parentId === item.id);
      },
    }),
  }),
});

export const StaticPageType = builder.objectRef<StaticPageTitle>('StaticPage');
builder.node(StaticPageType, {
  description: 'A page that is not news, such as About us.',
  id: { resolve: (page) => page.id },
  loadMany: async (ids, context) => {
    const { pages } = await context.loaders.site.load();
    return ids.map((id) => pages.find((page) => page.id === Number(id)) ?? null);
  },
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique within its language.' }),
    url: t.field({
      type: 'URL',
      description: 'Its canonical address.',
      resolve: ({ language, slug }, _args, context) => localUrl(context, language, 'pages', slug),
    }),
  }),
});
