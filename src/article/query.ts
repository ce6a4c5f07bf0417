import { builder } from '../graphql/builder.js';
import { byLanguageArgs, defineByInput, findBy } from '../item/by.js';
import { ArticleType } from '../item/type.js';

const ArticleByInput = defineByInput('ArticleBy', 'One way to name an article.');

builder.queryField('article', (t) =>
  t.field({
    type: ArticleType,
    nullable: true,
    description:
      'One article; null when it is missing or not public. Its `url` is the canonical address, which may differ from the requested one.',
    args: {
      by: t.arg({ type: ArticleByInput, required: true, description: 'The article to find.' }),
      ...byLanguageArgs,
    },
    resolve: (_root, args, context) => findBy(args, context, context.loaders.article, ['Article']),
  }),
);
