import type { InputRef } from '@pothos/core';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { readAddress } from '../image/image-input.js';
import type { Context } from '../schema/context.js';
import { readEach, readLine } from '../writing/fields.js';
import type { InputFieldBuilder } from '../writing/mutation.js';
import { linkAddress, shareTemplate } from './link-address.js';

interface Link {
  readonly url: string;
}

const toAbsolute = ({ url }: Link, _args: object, context: Context) => context.toUrl(url);

export const SocialLinkType = builder.objectRef<Link & { readonly network: string }>('SocialLink').implement({
  description: 'The address of an account on a social network, or an address that shares an item there.',
  fields: (t) => ({
    network: t.exposeString('network', {
      description: 'The network in lower case: `x`, `facebook`, `whatsapp`, `email`.',
    }),
    url: t.field({ type: 'URL', description: 'The address.', resolve: toAbsolute }),
  }),
});

export const AppLinkType = builder.objectRef<Link & { readonly platform: string }>('AppLink').implement({
  description: "The site's app in an app store.",
  fields: (t) => ({
    platform: t.exposeString('platform', { description: 'The platform in lower case: `android`, `ios`.' }),
    url: t.field({ type: 'URL', description: 'The address in the app store.', resolve: toAbsolute }),
  }),
});

export const LiveStreamType = builder.objectRef<Link & { readonly title: string }>('LiveStream').implement({
  description: "The site's live channel.",
  fields: (t) => ({
    title: t.exposeString('title', { description: 'The text of the link, such as LIVE.' }),
    url: t.field({ type: 'URL', description: 'The address where the channel plays.', resolve: toAbsolute }),
  }),
});

const MOST_LINKS = 30;
const LONGEST_NAME = 50;
const LONGEST_TITLE = 200;

const NETWORK = 'The network in lower case, such as `facebook`.';

export const SocialLinkInput = builder.inputType('SocialLinkInput', {
  description: 'An account on a social network, or an e-mail address.',
  fields: (t) => ({
    network: t.string({ required: true, description: NETWORK, longest: LONGEST_NAME }),
    url: t.field({ type: 'URL', required: true, description: 'The address: http, https or mailto.' }),
  }),
});

export const AppLinkInput = builder.inputType('AppLinkInput', {
  description: "The site's app in an app store.",
  fields: (t) => ({
    platform: t.string({
      required: true,
      description: 'The platform in lower case, such as `android`.',
      longest: LONGEST_NAME,
    }),
    url: t.field({ type: 'URL', required: true, description: 'The address in the app store.' }),
  }),
});

export const ShareNetworkInput = builder.inputType('ShareNetworkInput', {
  description: 'A network to which readers share items.',
  fields: (t) => ({
    network: t.string({ required: true, description: NETWORK, longest: LONGEST_NAME }),
    template: t.string({
      required: true,
      description:
        'The address that shares an item, such as `https://x.example/share?u={url}`. The gateway fills in `{url}` and `{headline}`.',
      longest: LONGEST_ADDRESS,
    }),
  }),
});

export const LiveStreamInput = builder.inputType('LiveStreamInput', {
  description: "The site's live channel.",
  fields: (t) => ({
    title: t.string({ required: true, description: 'The text of the link, such as LIVE.', longest: LONGEST_TITLE }),
    url: t.field({
      type: 'URL',
      required: true,
      description: 'The address where the channel plays: http, https or a path of this gateway.',
    }),
  }),
});

export const linksField = <Link>(t: InputFieldBuilder, type: InputRef<Link>, description: string) =>
  t.field({ type: [type], description, most: MOST_LINKS });

export const readSocialLinks = readLinks((field, { network, url }: typeof SocialLinkInput.$inferInput) => ({
  network: readName(`${field}.network`, network),
  url: readAddress(`${field}.url`, url, linkAddress),
}));

export const readAppLinks = readLinks((field, { platform, url }: typeof AppLinkInput.$inferInput) => ({
  platform: readName(`${field}.platform`, platform),
  url: readAddress(`${field}.url`, url),
}));

export const readShareNetworks = readLinks((field, { network, template }: typeof ShareNetworkInput.$inferInput) => ({
  network: readName(`${field}.network`, network),
  template: readAddress(`${field}.template`, template, shareTemplate),
}));

export function readLiveStream(field: string, { title, url }: typeof LiveStreamInput.$inferInput) {
  return { title: readLine(`${field}.title`, title), url: readAddress(`${field}.url`, url) };
}

/** Reads a list of links. Null clears the list, and undefined leaves it unchanged. */
function readLinks<Given, Link>(read: (field: string, given: Given) => Link) {
  return (field: string, links: readonly Given[] | null | undefined): Link[] | undefined =>
    links === undefined ? undefined : readEach(read)(field, links ?? []);
}

function readName(field: string, name: string): string {
  return readLine(field, name).toLowerCase();
}
