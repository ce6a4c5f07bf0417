import { isTimeZone } from '../config.js';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { ImageInput, readAddress, readImage } from '../image/image-input.js';
import { readChange, readClearable, readClearableText, refuseNull } from '../writing/changes.js';
import { readEach, readLine } from '../writing/fields.js';
import { defineMutation, type InputFieldBuilder } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { invalid } from '../writing/user-faults.js';
import { chooseWritingLanguage } from './language.js';
import {
  AppLinkInput,
  LiveStreamInput,
  linksField,
  readAppLinks,
  readLiveStream,
  readShareNetworks,
  readSocialLinks,
  ShareNetworkInput,
  SocialLinkInput,
} from './links.js';
import { LONGEST_NAME } from './named-mutations.js';
import { MenuEnum } from './navigation.js';
import { type LocalSite, loadLocalSite, SiteType } from './type.js';
import { addEdition, changeEdition, changeSite, putMenu } from './write.js';

/** The id of the site's only row. */
const SITE_ID = 1;

/** The most entries of one level. */
const MOST_ITEMS = 50;

const entryFields = (t: InputFieldBuilder) => ({
  label: t.string({ required: true, description: 'The text of the entry.', longest: 100 }),
  path: t.string({
    required: true,
    description: 'The address of the entry: a path of the site such as `/news/politics`, or an http or https address.',
    longest: LONGEST_ADDRESS,
  }),
});

const NavigationChildInput = builder.inputType('NavigationChildInput', {
  description: 'An entry of the lower level of a menu.',
  fields: entryFields,
});

const NavigationItemInput = builder.inputType('NavigationItemInput', {
  description: 'An entry of the upper level of a menu.',
  fields: (t) => ({
    ...entryFields(t),
    children: t.field({
      type: [NavigationChildInput],
      description: 'The entries of the lower level, in order; none when absent.',
      most: MOST_ITEMS,
    }),
  }),
});

/** The answer of a mutation that changes the site: the site in the language of the input, or else in its own. */
const answerSite = (description: string): Answer<LocalSite, { readonly language?: string | null | undefined }> => ({
  fields: (t) => ({ site: t.field({ type: SiteType, nullable: true, description, resolve: ({ row }) => row() }) }),
  load: (_id, context, { language }) => loadLocalSite(context, language),
});

defineMutation('updateSite', {
  description: 'Changes settings of the site.',
  role: 'admin',
  action: 'UPDATED',
  input:
    'Changes of the settings that are the same in every language. An absent field keeps its value; null clears a field that can be empty. Stored settings take precedence over environment variables.',
  fields: (t) => ({
    timeZone: t.string({ description: "The newsroom's IANA time zone, such as `Europe/Madrid`." }),
    logo: t.field({ type: ImageInput, description: 'The logo; null for none.' }),
    liveStream: t.field({ type: LiveStreamInput, description: 'The live channel; null for none.' }),
    socialLinks: linksField(t, SocialLinkInput, 'All accounts of the site, in order; null for none.'),
    appLinks: linksField(t, AppLinkInput, 'All apps of the site, in order; null for none.'),
    shareNetworks: linksField(t, ShareNetworkInput, 'All networks that readers share to, in order; null for none.'),
  }),
  answer: {
    ...answerSite('The site after the change, in its own language.'),
    load: (_id, context) => loadLocalSite(context, null),
  },
  async run(input, { db, site }) {
    const { language, timeZone } = site.settings;
    const changes = {
      timeZone: readChange('timeZone', input.timeZone, readTimeZone),
      logo: readClearable('logo', input.logo, readImage),
      liveStream: readClearable('liveStream', input.liveStream, readLiveStream),
      socialLinks: readSocialLinks('socialLinks', input.socialLinks),
      appLinks: readAppLinks('appLinks', input.appLinks),
      shareNetworks: readShareNetworks('shareNetworks', input.shareNetworks),
    };
    await changeSite(db, changes, { language, timeZone });
    return SITE_ID;
  },
});

defineMutation('updateEdition', {
  description: "Changes the site's texts in one language, or adds a language.",
  role: 'admin',
  action: 'UPDATED',
  input:
    'The site in one language. The edition is created if it does not exist yet. An absent field keeps its value; null clears a field that can be empty.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', required: true, description: 'The language of the edition.' }),
    name: t.string({ description: "The site's name; required for a new edition.", longest: LONGEST_NAME }),
    slogan: t.string({ description: "The line under the site's name; null for none.", longest: 500 }),
    about: t.string({ description: 'A text about the site; null for none.', longest: 10_000 }),
    copyrightNotice: t.string({ description: 'The copyright notice; null for none.', longest: 500 }),
    position: t.int({ description: 'The position among the editions, the lowest first; 0 for a new edition.' }),
  }),
  answer: answerSite('The site after the change, in the language of the edition.'),
  async run(input, { db, site }) {
    const { language } = input;
    if (language === '*') throw invalid('language', 'must be one language, not "*"');
    const name = readChange('name', input.name, readLine);
    const changes = {
      slogan: readClearableText(input.slogan),
      about: readClearableText(input.about),
      copyrightNotice: readClearableText(input.copyrightNotice),
      position: refuseNull('position', input.position),
    };
    // If no edition is stored, `site.editions` has a default edition. Without this, a new edition would replace it.
    const own = site.editions.find((edition) => edition.language === site.settings.language);
    if (own) await addEdition(db, own);
    if (await changeEdition(db, language, { ...changes, name })) return SITE_ID;
    if (name === undefined) throw invalid('name', `must be given: there is no edition in ${language} yet`);
    await addEdition(db, { language, name });
    await changeEdition(db, language, changes);
    return SITE_ID;
  },
});

defineMutation('setNavigation', {
  description: 'Replaces a whole menu in one language.',
  role: 'admin',
  action: 'UPDATED',
  input: 'A whole menu. It replaces the stored menu.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', description: "The language of the menu; the site's own when absent." }),
    menu: t.field({ type: MenuEnum, required: true, description: 'The menu to replace.' }),
    items: t.field({
      type: [NavigationItemInput],
      required: true,
      description: 'The entries of the upper level, in order.',
      most: MOST_ITEMS,
    }),
  }),
  answer: answerSite('The site after the change, in the language of the menu.'),
  async run({ items, language, menu }, writing) {
    const entries = readItems('items', items);
    await putMenu(writing.db, { language: chooseWritingLanguage(writing, language), menu, items: entries });
    return SITE_ID;
  },
});

function readTimeZone(field: string, zone: string): string {
  if (!isTimeZone(zone)) throw invalid(field, 'must be an IANA time zone, such as Europe/Madrid');
  return zone;
}

function readItem(field: string, { label, path }: typeof NavigationChildInput.$inferInput) {
  return { label: readLine(`${field}.label`, label), path: readAddress(`${field}.path`, path) };
}

const readItems = readEach((field, item: typeof NavigationItemInput.$inferInput) => ({
  ...readItem(field, item),
  children: readEach(readItem)(`${field}.children`, item.children ?? []),
}));
