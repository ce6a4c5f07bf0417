import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import type { Context } from '../schema/context.js';
import { languageArgs } from './language-args.js';
import { directionOf } from './language-tag.js';
import { AppLinkType, LiveStreamType, SocialLinkType } from './links.js';
import { chooseLanguage, type Site } from './loaders.js';
import { localUrl } from './local-url.js';
import { MenuEnum, NavigationItemType, StaticPageType } from './navigation.js';
import type { Edition } from './store.js';

/** The site as one language shows it. */
export interface LocalSite extends Site {
  readonly edition: Edition;
}

export const DirectionEnum = builder.enumType('Direction', {
  description: 'Which way a language is written.',
  values: { LTR: { description: 'From left to right.' }, RTL: { description: 'From right to left.' } },
});

const EditionType = builder.objectRef<Edition>('Edition').implement({
  description: 'The site in one language.',
  fields: (t) => ({
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    name: t.exposeString('name', { description: 'What the site is called in it.' }),
    url: t.field({
      type: 'URL',
      description: 'Its front page.',
      resolve: ({ language }, _args, context) => localUrl(context, language),
    }),
    direction: t.field({
      type: DirectionEnum,
      description: 'Which way it is written.',
      resolve: (edition) => directionOf(edition.language),
    }),
  }),
});

export const SiteType = builder.objectRef<LocalSite>('Site').implement({
  description: 'The site itself, in one language: what is the same on each of its pages.',
  fields: (t) => ({
    name: t.string({ description: 'What the site is called.', resolve: ({ edition }) => edition.name }),
    slogan: t.string({
      nullable: true,
      description: 'The line under its name.',
      resolve: ({ edition }) => edition.slogan,
    }),
    language: t.field({
      type: 'LanguageTag',
      description: 'The language of this answer.',
      resolve: ({ edition }) => edition.language,
    }),
    direction: t.field({
      type: DirectionEnum,
      description: 'Which way it is written.',
      resolve: ({ edition }) => directionOf(edition.language),
    }),
    url: t.field({ type: 'URL', description: 'The front page.', resolve: localAddress() }),
    latestUrl: t.field({ type: 'URL', description: 'The list of everything new.', resolve: localAddress('latest') }),
    coverageUrl: t.field({
      type: 'URL',
      description: 'The list of coverage packages.',
      resolve: localAddress('coverage'),
    }),
    authorsUrl: t.field({ type: 'URL', description: 'The list of authors.', resolve: localAddress('authors') }),
    logo: t.field({
      type: ImageType,
      nullable: true,
      description: 'Its logo.',
      resolve: ({ settings }) => settings.logo,
    }),
    timeZone: t.string({ description: "The newsroom's IANA time zone.", resolve: ({ settings }) => settings.timeZone }),
    about: t.string({
      nullable: true,
      description: 'What the site says of itself.',
      resolve: ({ edition }) => edition.about,
    }),
    copyrightNotice: t.string({
      nullable: true,
      description: 'The rights line.',
      resolve: ({ edition }) => edition.copyrightNotice,
    }),
    editions: t.field({
      type: [EditionType],
      description: 'The site in each of its languages.',
      resolve: ({ editions }) => [...editions],
    }),
    navigation: t.field({
      type: [NavigationItemType],
      description: 'The upper level of a menu, in order.',
      args: { menu: t.arg({ type: MenuEnum, defaultValue: 'MAIN', description: 'Which menu.' }) },
      resolve: ({ edition, navigation }, { menu }) =>
        navigation.filter(
          (item) => item.menu === (menu ?? 'MAIN') && item.parentId === null && item.language === edition.language,
        ),
    }),
    liveStream: t.field({
      type: LiveStreamType,
      nullable: true,
      description: 'The live channel.',
      resolve: ({ settings }) => settings.liveStream,
    }),
    socialLinks: t.field({
      type: [SocialLinkType],
      description: "The site's accounts.",
      resolve: ({ settings }) => [...settings.socialLinks],
    }),
    appLinks: t.field({
      type: [AppLinkType],
      description: "The site's apps.",
      resolve: ({ settings }) => [...settings.appLinks],
    }),
    pages: t.field({
      type: [StaticPageType],
      description: 'Pages that are not news, in order.',
      resolve: ({ edition, pages }) => pages.filter((page) => page.language === edition.language),
    }),
  }),
});

builder.queryField('site', (t) =>
  t.field({
    type: SiteType,
    description: 'The site itself.',
    args: languageArgs,
    resolve: async (_root, { language }, context) => {
      const site = await context.loaders.site.load();
      return localise(site, chooseLanguage(site, language));
    },
  }),
);

/** A language that has content but no edition of its own gets the site's words. */
export function localise(site: Site, language: string): LocalSite {
  const find = (tag: string) => site.editions.find((edition) => edition.language === tag);
  const edition = find(language) ?? find(site.settings.language) ?? site.editions[0];
  if (!edition) throw new Error('the site has no edition');
  return { ...site, edition };
}

function localAddress(...segments: string[]) {
  return ({ edition }: LocalSite, _args: object, context: Context) => localUrl(context, edition.language, ...segments);
}
