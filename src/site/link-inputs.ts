import type { z } from 'zod';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { readAddress } from '../image/image-input.js';
import { readLine } from '../writing/fields.js';
import { invalid } from '../writing/user-faults.js';
import { linkAddress, shareTemplate } from './link-address.js';

export const MOST_LINKS = 30;
const LONGEST_NAME = 50;

const NETWORK = 'The network in lower case, such as `facebook`.';

export const SocialLinkInput = builder.inputType('SocialLinkInput', {
  description: 'An account on a social network, or an e-mail address.',
  fields: (t) => ({
    network: t.string({ required: true, description: NETWORK, longest: LONGEST_NAME }),
    url: t.field({ type: 'URL', required: true, description: 'Its address: http, https or mailto.' }),
  }),
});

export const AppLinkInput = builder.inputType('AppLinkInput', {
  description: "Where the site's app is to be had.",
  fields: (t) => ({
    platform: t.string({
      required: true,
      description: 'The platform in lower case, such as `android`.',
      longest: LONGEST_NAME,
    }),
    url: t.field({ type: 'URL', required: true, description: 'The address in its store.' }),
  }),
});

export const ShareNetworkInput = builder.inputType('ShareNetworkInput', {
  description: 'A network that readers share items to.',
  fields: (t) => ({
    network: t.string({ required: true, description: NETWORK, longest: LONGEST_NAME }),
    template: t.string({
      required: true,
      description:
        'The address that shares, in which `{url}` and `{headline}` are filled in: `https://x.example/share?u={url}`.',
      longest: LONGEST_ADDRESS,
    }),
  }),
});

type Input<Ref extends { readonly $inferInput: unknown }> = readonly Ref['$inferInput'][];

export function readSocialLinks(field: string, links: Input<typeof SocialLinkInput>) {
  return readEach(field, links, (at, { network, url }) => ({
    network: readName(`${at}.network`, network),
    url: readMatching(`${at}.url`, url, linkAddress),
  }));
}

export function readAppLinks(field: string, links: Input<typeof AppLinkInput>) {
  return readEach(field, links, (at, { platform, url }) => ({
    platform: readName(`${at}.platform`, platform),
    url: readAddress(`${at}.url`, url),
  }));
}

export function readShareNetworks(field: string, networks: Input<typeof ShareNetworkInput>) {
  return readEach(field, networks, (at, { network, template }) => ({
    network: readName(`${at}.network`, network),
    template: readMatching(`${at}.template`, template, shareTemplate),
  }));
}

function readEach<Given, Value>(field: string, given: readonly Given[], read: (field: string, item: Given) => Value) {
  return given.map((item, index) => read(`${field}.${index}`, item));
}

function readName(field: string, name: string): string {
  return readLine(field, name).toLowerCase();
}

function readMatching(field: string, address: string, schema: z.ZodType<string>): string {
  const result = schema.safeParse(address);
  if (result.success) return result.data;
  throw invalid(field, result.error.issues[0]?.message ?? 'must be an address');
}
