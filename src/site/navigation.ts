import { builder } from '../graphql/builder.js';
import { localUrl } from './address.js';
import type { NavigationItem, StaticPageTitle } from './store.js';

export const MenuEnum = builder.enumType('Menu', {
  description: 'A navigation menu of the site.',
  values: {
    MAIN: { description: 'The menu at the top of each page.' },
    FOOTER: { description: 'The menu at the foot of each page.' },
  },
});

export const NavigationItemType = builder.objectRef<NavigationItem>('NavigationItem');
NavigationItemType.implement({
  description: 'An entry of a menu. Menus have two levels.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'The text of the entry.' }),
    url: t.field({
      type: 'URL',
      description: 'The address of the entry.',
      resolve: (item, _args, context) => context.toUrl(item.path),
    }),
    children: t.field({
      type: [NavigationItemType],
      description: 'The entries of the lower level, in order.',
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
    title: t.exposeString('title', { nullable: true, description: 'The title of the page. Never null.' }),
    slug: t.exposeString('slug', { description: 'The name in addresses, unique within its language.' }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address.',
      resolve: ({ language, slug }, _args, context) => localUrl(context, language, 'pages', slug),
    }),
  }),
});
