import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { listLanguageArgs, slugArgs } from '../site/language-args.js';
import { chooseLanguage, chooseListLanguage } from '../site/loaders.js';
import { findTags } from './store.js';
import { TagKindEnum, TagType } from './type.js';

const LONGEST_QUERY = 200;

builder.queryField('tag', (t) =>
  t.field({
    type: TagType,
    nullable: true,
    description:
      'One tag, by its slug or by another of its names; null when there is none. Its `slug` is the one to link to.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) =>
      loaders.tag.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug }),
  }),
);

builder.queryField('tags', (t) =>
  t.connection(
    {
      type: TagType,
      description: 'Tags by name: all of them, or those that a beginning finds, for suggestions while somebody types.',
      args: {
        ...listLanguageArgs,
        query: t.arg.string({
          description:
            'The beginning of a name, an alias, a slug, or a word in one; accents and capitals make no difference. Nothing begins with what has neither letters nor digits.',
          longest: LONGEST_QUERY,
        }),
        kind: t.arg({ type: TagKindEnum, description: 'Only tags that name this.' }),
      },
      resolve: async (_root, args, { batch, db, loaders }) => {
        const page = readPageRequest(args, ['text', 'int']);
        const language = chooseListLanguage(await loaders.site.load(), args.language);
        const options = { language, kind: args.kind ?? null, query: args.query || null };
        return toConnection(await batch.track(findTags(db, options, page)), page, ({ id, name }) => [name, id]);
      },
    },
    { name: 'TagConnection', description: 'A page of tags.' },
    { name: 'TagEdge', description: 'A tag at its place in a list.' },
  ),
);
