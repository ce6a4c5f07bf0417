import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { byLanguageArgs, defineByInput, findBy } from '../item/by.js';
import { ArticleType } from '../item/type.js';
import { contentListArgs, listContentBelow } from '../list/connection.js';
import { TOTAL_COUNT } from '../list/facets.js';

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

builder.objectField(AuthorType, 'articles', (t) =>
  t.connection(
    {
      type: ArticleType,
      description: "The author's articles. For items of every kind, use the author's `contentItems`.",
      args: contentListArgs,
      resolve: ({ id, language }, args, context) =>
        listContentBelow({ authorIds: [id], types: ['ARTICLE'] }, language, args, context),
    },
    {
      name: 'ArticleConnection',
      description: 'A page of articles.',
      fields: (connection) => ({
        totalCount: connection.int({ description: TOTAL_COUNT, resolve: ({ counter }) => counter.count('total') }),
      }),
    },
    { name: 'ArticleEdge', description: 'An article at its place in a list.' },
  ),
);
