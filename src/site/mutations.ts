import { builder } from '../graphql/builder.js';
import { ImageInput, readAddress, readImage } from '../image/image-input.js';
import type { Context } from '../schema/context.js';
import { readChange, readClearable, readClearableText, refuseNull } from '../writing/changes.js';
import { readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { invalid } from '../writing/user-faults.js';
import {
  AppLinkInput,
  MOST_LINKS,
  readAppLinks,
  readShareNetworks,
  readSocialLinks,
  ShareNetworkInput,
  SocialLinkInput,
} from './link-inputs.js';
import { chooseLanguage } from './loaders.js';
import { isTimeZone } from './time-zone.js';
import { type LocalSite, localise, SiteType } from './type.js';
import { addEdition, changeEdition, changeSite } from './write.js';

const LONGEST_NAME = 200;
/** The id of the site: there is one. */
export const SITE_ID = 1;

const LiveStreamInput = builder.inputType('LiveStreamInput', {
  description: 'The live channel.',
  fields: (t) => ({
    title: t.string({
      required: true,
      description: 'What the link says, such as LIVE.',
      longest: LONGEST_NAME,
    }),
    url: t.field({
      type: 'URL',
      required: true,
      description: 'Where it plays: http, https or a path of this gateway.',
    }),
  }),
});

/** The payload field of mutations that change the site. */
export const siteField = (description: string): Answer<LocalSite>['fields'] => {
  return (t) => ({ site: t.field({ type: SiteType, nullable: true, description, resolve: ({ row }) => row() }) });
};

/** Loads the site in a language; in its own when that is null. */
export async function loadLocalSite({ loaders }: Context, language: string | null | undefined): Promise<LocalSite> {
  const site = await loaders.site.load();
  return localise(site, chooseLanguage(site, language));
}

defineMutation('updateSite', {
  description: 'Changes settings of the site.',
  role: 'admin',
  action: 'UPDATED',
  input:
    'Changes of what is the same in every language: what is absent stays as it is, null clears what can be absent. What is set here wins over the settings of the environment.',
  fields: (t) => ({
    timeZone: t.string({ description: "The newsroom's IANA time zone, such as `Europe/Madrid`." }),
    logo: t.field({ type: ImageInput, description: 'The logo; null for none.' }),
    liveStream: t.field({ type: LiveStreamInput, description: 'The live channel; null for none.' }),
    socialLinks: t.field({
      type: [SocialLinkInput],
      description: 'All accounts of the site, in order; null for none.',
      most: MOST_LINKS,
    }),
    appLinks: t.field({
      type: [AppLinkInput],
      description: 'All apps of the site, in order; null for none.',
      most: MOST_LINKS,
    }),
    shareNetworks: t.field({
      type: [ShareNetworkInput],
      description: 'All networks that readers share to, in order; null for none.',
      most: MOST_LINKS,
    }),
  }),
  answer: {
    fields: siteField('The site as it is now, in its own language.'),
    load: (_id, context) => loadLocalSite(context, null),
  },
  async run(input, { db, site }) {
    const { language, timeZone } = site.settings;
    const changes = {
      timeZone: readChange('timeZone', input.timeZone, readTimeZone),
      logo: readClearable('logo', input.logo, readImage),
      liveStream: readClearable('liveStream', input.liveStream, readLiveStream),
      socialLinks: readChange('socialLinks', orNone(input.socialLinks), readSocialLinks),
      appLinks: readChange('appLinks', orNone(input.appLinks), readAppLinks),
      shareNetworks: readChange('shareNetworks', orNone(input.shareNetworks), readShareNetworks),
    };
    await changeSite(db, changes, { language, timeZone });
    return SITE_ID;
  },
});

defineMutation('updateEdition', {
  description: 'Changes what the site says of itself in a language, or adds a language.',
  role: 'admin',
  action: 'UPDATED',
  input:
    'The site in one language, which is made when there is no such edition yet. What is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', required: true, description: 'The language of the edition.' }),
    name: t.string({
      description: 'What the site is called in it; a new edition needs one.',
      longest: LONGEST_NAME,
    }),
    slogan: t.string({ description: 'The line under its name; null for none.', longest: 500 }),
    about: t.string({ description: 'What the site says of itself; null for nothing.', longest: 10_000 }),
    copyrightNotice: t.string({ description: 'The rights line; null for none.', longest: 500 }),
    position: t.int({ description: 'Its place among the editions, the lowest first; 0 for a new one.' }),
  }),
  answer: {
    fields: siteField('The site as it is now, in the language that was written.'),
    load: (_id, context, { language }) => loadLocalSite(context, language),
  },
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
    // A site without stored editions shows one in its own language. It is stored first, so that a new edition does not replace it.
    const own = site.editions.find((edition) => edition.language === site.settings.language);
    if (own) await addEdition(db, own);
    if (await changeEdition(db, language, { ...changes, name })) return SITE_ID;
    if (name === undefined) throw invalid('name', `must be given: there is no edition in ${language} yet`);
    await addEdition(db, { language, name });
    await changeEdition(db, language, changes);
    return SITE_ID;
  },
});

/** A list that null empties. */
function orNone<Item>(list: Item[] | null | undefined): Item[] | undefined {
  return list === null ? [] : list;
}

function readTimeZone(field: string, zone: string): string {
  if (!isTimeZone(zone)) throw invalid(field, 'must be an IANA time zone, such as Europe/Madrid');
  return zone;
}

function readLiveStream(field: string, { title, url }: typeof LiveStreamInput.$inferInput) {
  return { title: readLine(`${field}.title`, title), url: readAddress(`${field}.url`, url) };
}
