import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { addFieldBySlug } from '../site/by-slug.js';
import { listLanguageArgs } from '../site/language-args.js';
import { chooseListLanguage } from '../site/loaders.js';
import { findAuthors } from './store.js';
import { AuthorType } from './type.js';

addFieldBySlug('author', AuthorType, 'One author; null when no author has the slug.', (key, { loaders }) =>
  loaders.author.bySlug.load(key),
);

builder.queryField('authors', (t) =>
  t.connection(
    {
      type: AuthorType,
      description: 'Authors, in the order of their names.',
      args: listLanguageArgs,
      resolve: async (_root, args, { batch, db, loaders }) => {
        const page = readPageRequest(args, ['text', 'int']);
        const language = chooseListLanguage(await loaders.site.load(), args.language);
        return toConnection(await batch.track(findAuthors(db, { language }, page)), page, ({ id, name }) => [name, id]);
      },
    },
    { name: 'AuthorConnection', description: 'A page of authors.' },
    { name: 'AuthorEdge', description: 'An author at their place in a list.' },
  ),
);
