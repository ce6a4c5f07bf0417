import { builder } from '../graphql/builder.js';
import { ContentItemInterface } from '../item/type.js';
import { filteredLanguageArgs } from '../site/language-args.js';
import { ContentItemConnection, ContentItemEdge, contentListArgs, listContent } from './connection.js';
import { readRootFilter } from './filter-input.js';

builder.queryField('contentItems', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      description: 'Everything published, narrowed by any mix of conditions.',
      args: { ...contentListArgs, ...filteredLanguageArgs },
      resolve: async (_root, args, context) =>
        listContent([await readRootFilter(args.filter, args.language, context)], args.orderBy, args, context),
    },
    ContentItemConnection,
    ContentItemEdge,
  ),
);
