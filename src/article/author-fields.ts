import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { ArticleType } from '../item/type.js';
import { type ContentConnection, contentListArgs, listContentBelow } from '../list/connection.js';
import { TOTAL_COUNT } from '../list/facets.js';
import type { Article } from './store.js';

const ArticleEdge = builder.edgeObject({
  name: 'ArticleEdge',
  description: 'An article at its place in a list.',
  type: ArticleType,
});

const ArticleConnection = builder.connectionObject<typeof ArticleType, ContentConnection<Article>>(
  {
    name: 'ArticleConnection',
    description: 'A page of articles.',
    type: ArticleType,
    fields: (t) => ({
      totalCount: t.int({ description: TOTAL_COUNT, resolve: ({ counter }) => counter.count('total') }),
    }),
  },
  ArticleEdge,
);

builder.objectField(AuthorType, 'articles', (t) =>
  t.connection(
    {
      type: ArticleType,
      description: 'Their articles. Use `contentItems` for their items of every kind.',
      args: contentListArgs,
      resolve: ({ id, language }, args, context) =>
        listContentBelow({ authorIds: [id], types: ['ARTICLE'] }, language, args, context),
    },
    ArticleConnection,
    ArticleEdge,
  ),
);
