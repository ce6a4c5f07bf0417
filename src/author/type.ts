import { nameValues } from '../access/visibility.js';
import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { ImageType } from '../image/type.js';
import { addFieldBySlug, pageFields } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { SocialLinkType } from '../site/links.js';
import { type Author, findAuthors } from './store.js';

export const AuthorType = builder.objectRef<Author>('Author');
builder.node(AuthorType, {
  description: 'A person who writes, with a page of their own. The names printed with an item are its `byline`.',
  id: { resolve: (author) => author.id },
  loadMany: (ids, context) => loadNodes(context.loaders.author.byId, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    ...pageFields(t, 'authors'),
    role: t.exposeString('role', { nullable: true, description: 'What they do in the newsroom.' }),
    biography: t.exposeString('biography', { nullable: true, description: 'Who they are, in a few sentences.' }),
    portrait: t.expose('portrait', { type: ImageType, nullable: true, description: 'Their picture.' }),
    socialLinks: t.expose('socialLinks', { type: [SocialLinkType], description: 'Their accounts.' }),
  }),
});

addFieldBySlug('author', AuthorType, 'One author; null when no author has the slug.', (key, { loaders }) =>
  loaders.author.bySlug.load(key),
);

builder.queryField('authors', (t) =>
  t.connection(
    {
      type: AuthorType,
      description: 'Authors, in the order of their names.',
      args: listLanguageArgs,
      resolve: async (_root, args, context) => {
        const page = readPageRequest(args, ['text', 'int']);
        const values = { language: await chooseListLanguage(context.loaders, args.language), ...nameValues(context) };
        const rows = await context.batch.track(findAuthors(context.db, values, page));
        return toConnection(rows, page, ({ id, name }) => [name, id]);
      },
    },
    { name: 'AuthorConnection', description: 'A page of authors.' },
    { name: 'AuthorEdge', description: 'An author at their place in a list.' },
  ),
);
