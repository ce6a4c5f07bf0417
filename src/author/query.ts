import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { listLanguageArgs, slugArgs } from '../site/language-args.js';
import { chooseLanguage, chooseListLanguage } from '../site/loaders.js';
import { findAuthors } from './store.js';
import { AuthorType } from './type.js';

builder.queryField('author', (t) =>
  t.field({
    type: AuthorType,
    nullable: true,
    description: 'One author; null when there is none of the slug.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) =>
      loaders.author.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug }),
  }),
);

builder.queryField('authors', (t) =>
  t.connection(
    {
      type: AuthorType,
      description: 'Everybody who has a page, by name.',
      args: listLanguageArgs,
      resolve: async (_root, args, { batch, db, loaders }) => {
        const page = readPageRequest(args, ['text', 'int']);
        const language = chooseListLanguage(await loaders.site.load(), args.language);
        return toConnection(await batch.track(findAuthors(db, language, page)), page, ({ id, name }) => [name, id]);
      },
    },
    { name: 'AuthorConnection', description: 'A page of authors.' },
    { name: 'AuthorEdge', description: 'An author at their place in a list.' },
  ),
);
