import { builder } from '../graphql/builder.js';

/** A named address elsewhere. */
export const SocialLinkType = builder.objectRef<{ network: string; url: string }>('SocialLink').implement({
  description: 'An address on a social network: of an account, or one that shares an item.',
  fields: (t) => ({
    network: t.exposeString('network', {
      description: 'The network in lower case: `x`, `facebook`, `whatsapp`, `email`.',
    }),
    url: t.field({
      type: 'URL',
      description: 'The address.',
      resolve: ({ url }, _args, context) => context.toUrl(url),
    }),
  }),
});

export const AppLinkType = builder.objectRef<{ platform: string; url: string }>('AppLink').implement({
  description: "Where the site's app is to be had.",
  fields: (t) => ({
    platform: t.exposeString('platform', { description: 'The platform in lower case: `android`, `ios`.' }),
    url: t.field({
      type: 'URL',
      description: 'The address in its store.',
      resolve: ({ url }, _args, context) => context.toUrl(url),
    }),
  }),
});

export const LiveStreamType = builder.objectRef<{ title: string; url: string }>('LiveStream').implement({
  description: 'The live channel.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What the link says, such as LIVE.' }),
    url: t.field({
      type: 'URL',
      description: 'Where it plays.',
      resolve: ({ url }, _args, context) => context.toUrl(url),
    }),
  }),
});
