import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import { localUrl } from '../site/address.js';
import { SocialLinkType } from '../site/links.js';
import type { Author } from './store.js';

export const AuthorType = builder.objectRef<Author>('Author');
builder.node(AuthorType, {
  description: 'A person who writes, with a page of their own. The names printed with an item are its `byline`.',
  id: { resolve: (author) => author.id },
  loadMany: (ids, context) => loadNodes(context.loaders.author.byId, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    slug: t.exposeString('slug', { description: 'The name in addresses, unique within its language.' }),
    language: t.expose('language', { type: 'LanguageTag', description: "The language of the author's page." }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address of the page.',
      resolve: ({ language, slug }, _args, context) => localUrl(context, language, 'authors', slug),
    }),
    role: t.exposeString('role', { nullable: true, description: 'What they do in the newsroom.' }),
    biography: t.exposeString('biography', { nullable: true, description: 'Who they are, in a few sentences.' }),
    portrait: t.expose('portrait', { type: ImageType, nullable: true, description: 'Their picture.' }),
    socialLinks: t.expose('socialLinks', { type: [SocialLinkType], description: 'Their accounts.' }),
  }),
});
