import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import type { Context } from '../schema/context.js';
import { localUrl } from './address.js';
import { chooseLanguage, languageArgs } from './language.js';
import { directionOf } from './language-tag.js';
import { AppLinkType, LiveStreamType, SocialLinkType } from './links.js';
import type { Site } from './loaders.js';
import { MenuEnum, NavigationItemType, StaticPageType } from './navigation.js';
import type { Edition, SiteSettings } from './store.js';

/** The site in one language: its settings, and its edition in that language. */
export type LocalSite = Omit<Site, 'settings'> & SiteSettings & Edition;

export const DirectionEnum = builder.enumType('Direction', {
  description: 'The direction in which a language is written.',
  values: { LTR: { description: 'From left to right.' }, RTL: { description: 'From right to left.' } },
});

const directionField = {
  type: DirectionEnum,
  description: 'The direction in which the language is written.',
  resolve: ({ language }: Edition) => directionOf(language),
};

const EditionType = builder.objectRef<Edition>('Edition').implement({
  description: 'The site in one language.',
  fields: (t) => ({
    language: t.expose('language', { type: 'LanguageTag', description: 'The language of the edition.' }),
    name: t.exposeString('name', { description: "The site's name in this language." }),
    url: t.field({ type: 'URL', description: 'The front page of the edition.', resolve: localAddress() }),
    direction: t.field(directionField),
  }),
});

export const SiteType = builder.objectRef<LocalSite>('Site');
builder.node(SiteType, {
  description: 'The site in one language: everything that is the same on each of its pages.',
  id: { resolve: ({ language }) => language },
  loadMany: (ids, context) => Promise.all(ids.map((language) => findLocalSite(context, language))),
  fields: (t) => ({
    name: t.exposeString('name', { description: "The site's name." }),
    slogan: t.exposeString('slogan', { nullable: true, description: "The line under the site's name." }),
    language: t.expose('language', { type: 'LanguageTag', description: 'The language of these texts.' }),
    direction: t.field(directionField),
    url: t.field({ type: 'URL', description: 'The front page.', resolve: localAddress() }),
    latestUrl: t.field({ type: 'URL', description: 'The list of all new items.', resolve: localAddress('latest') }),
    coverageUrl: t.field({ type: 'URL', description: 'The coverage packages.', resolve: localAddress('coverage') }),
    authorsUrl: t.field({ type: 'URL', description: 'The list of authors.', resolve: localAddress('authors') }),
    logo: t.expose('logo', { type: ImageType, nullable: true, description: "The site's logo." }),
    timeZone: t.exposeString('timeZone', { description: "The newsroom's IANA time zone." }),
    about: t.exposeString('about', { nullable: true, description: 'A text about the site.' }),
    copyrightNotice: t.exposeString('copyrightNotice', { nullable: true, description: 'The copyright notice.' }),
    editions: t.field({
      type: [EditionType],
      description: 'The site in each of its languages.',
      resolve: ({ editions }) => [...editions],
    }),
    navigation: t.field({
      type: [NavigationItemType],
      description: 'The upper level of a menu, in order.',
      args: { menu: t.arg({ type: MenuEnum, defaultValue: 'MAIN', description: 'The menu to show.' }) },
      resolve: ({ language, navigation }, { menu }) =>
        navigation.filter(
          (item) => item.menu === (menu ?? 'MAIN') && item.parentId === null && item.language === language,
        ),
    }),
    liveStream: t.expose('liveStream', { type: LiveStreamType, nullable: true, description: 'The live channel.' }),
    socialLinks: t.expose('socialLinks', { type: [SocialLinkType], description: "The site's accounts." }),
    appLinks: t.expose('appLinks', { type: [AppLinkType], description: "The site's apps." }),
    pages: t.field({
      type: [StaticPageType],
      description: 'Pages that are not news, in order.',
      resolve: ({ language, pages }) => pages.filter((page) => page.language === language),
    }),
  }),
});

builder.queryField('site', (t) =>
  t.field({
    type: SiteType,
    description: 'The site itself.',
    args: languageArgs,
    resolve: (_root, { language }, context) => loadLocalSite(context, language),
  }),
);

/** Finds the site in exactly this language. Returns null if there is no edition in it. */
async function findLocalSite(context: Context, language: string): Promise<LocalSite | null> {
  const site = await loadLocalSite(context, language);
  return site.language === language ? site : null;
}

/** Loads the site in the requested language. If there is no edition in that language, uses the site's own language. */
export async function loadLocalSite({ loaders }: Context, asked: string | null | undefined): Promise<LocalSite> {
  const { settings, ...site } = await loaders.site.load();
  const language = chooseLanguage({ settings, ...site }, asked);
  const find = (tag: string) => site.editions.find((edition) => edition.language === tag);
  const edition = find(language) ?? find(settings.language) ?? site.editions[0];
  if (!edition) throw new Error('the site has no edition');
  return { ...site, ...settings, ...edition };
}

function localAddress(...segments: string[]) {
  return ({ language }: Edition, _args: object, context: Context) => localUrl(context, language, ...segments);
}
