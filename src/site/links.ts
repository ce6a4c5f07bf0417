import { builder } from '../graphql/builder.js';
import type { Context } from '../schema/context.js';

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
