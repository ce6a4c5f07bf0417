import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { ImageInput, readAddress, readImage } from '../image/image-input.js';
import { readChange, readClearable } from '../writing/changes.js';
import { readLine, readText } from '../writing/fields.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
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

const UpdateSiteInput = builder.inputType('UpdateSiteInput', {
  description:
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
});

const UpdateEditionInput = builder.inputType('UpdateEditionInput', {
  description:
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
});

const sitePayload = (mutation: string) =>
  payloadType<LocalSite>(mutation, (t) => ({
    site: t.field({
      type: SiteType,
      nullable: true,
      description: 'The site as it is now, in the language that was written.',
      resolve: ({ row }) => row(),
    }),
  }));
const UpdateSitePayload = sitePayload('updateSite');
const UpdateEditionPayload = sitePayload('updateEdition');

builder.mutationFields((t) => ({
  updateSite: t.field({
    type: UpdateSitePayload,
    ...needs('admin', 'Changes settings of the site.'),
    args: { input: t.arg({ type: UpdateSiteInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateSite(input, writing),
        () => loadLocalSite(context, null),
      ),
  }),
  updateEdition: t.field({
    type: UpdateEditionPayload,
    ...needs('admin', 'Changes what the site says of itself in a language, or adds a language.'),
    args: { input: t.arg({ type: UpdateEditionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateEdition(input, writing),
        () => loadLocalSite(context, input.language),
      ),
  }),
}));

/** The site as a mutation's payload shows it. */
export async function loadLocalSite(context: Context, language: string | null | undefined): Promise<LocalSite> {
  const site = await context.loaders.site.load();
  return localise(site, chooseLanguage(site, language));
}

/** There is one site: its id. */
export const SITE_ID = 1;

async function updateSite(input: typeof UpdateSiteInput.$inferInput, { context, db }: Writing): Promise<number> {
  const { settings } = await context.loaders.site.load();
  const changes = {
    timeZone: readChange('timeZone', input.timeZone, readTimeZone),
    logo: readClearable('logo', input.logo, readImage),
    liveStream: readClearable('liveStream', input.liveStream, readLiveStream),
    socialLinks: readClearable('socialLinks', input.socialLinks, readSocialLinks),
    appLinks: readClearable('appLinks', input.appLinks, readAppLinks),
    shareNetworks: readClearable('shareNetworks', input.shareNetworks, readShareNetworks),
  };
  const lists = {
    socialLinks: changes.socialLinks === null ? [] : changes.socialLinks,
    appLinks: changes.appLinks === null ? [] : changes.appLinks,
    shareNetworks: changes.shareNetworks === null ? [] : changes.shareNetworks,
  };
  const { language, timeZone } = settings;
  await changeSite(db, { ...changes, ...lists }, { language, timeZone });
  return SITE_ID;
}

async function updateEdition(input: typeof UpdateEditionInput.$inferInput, { context, db }: Writing): Promise<number> {
  const { language } = input;
  if (language === '*') throw invalid('language', 'must be one language, not "*"');
  const changes = {
    name: readChange('name', input.name, readLine),
    slogan: readClearable('slogan', input.slogan, (_field, text: string) => readText(text)),
    about: readClearable('about', input.about, (_field, text: string) => readText(text)),
    copyrightNotice: readClearable('copyrightNotice', input.copyrightNotice, (_field, text: string) => readText(text)),
    position: readChange('position', input.position, (_field, position: number) => position),
  };
  // A site without editions has one that is nowhere stored, in its own language: another must not take its place.
  const { editions, settings } = await context.loaders.site.load();
  const own = editions.find((edition) => edition.language === settings.language);
  if (own) await addEdition(db, own);
  if (await changeEdition(db, language, changes)) return SITE_ID;
  const { name, ...others } = changes;
  if (name === undefined) throw invalid('name', `must be given: there is no edition in ${language} yet`);
  await addEdition(db, { language, name });
  await changeEdition(db, language, others);
  return SITE_ID;
}

function readTimeZone(field: string, zone: string): string {
  if (!isTimeZone(zone)) throw invalid(field, 'must be an IANA time zone, such as Europe/Madrid');
  return zone;
}

function readLiveStream(field: string, { title, url }: typeof LiveStreamInput.$inferInput) {
  return { title: readLine(`${field}.title`, title), url: readAddress(`${field}.url`, url) };
}
