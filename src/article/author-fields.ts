import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { ArticleType } from '../item/type.js';
import { contentListArgs, listContentBelow } from '../list/connection.js';
import { TOTAL_COUNT } from '../list/facets.js';

builder.objectField(AuthorType, 'articles', (t) =>
  t.connection(
    {
      type: ArticleType,
      description: 'Their articles. Use `contentItems` for their items of every kind.',
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
