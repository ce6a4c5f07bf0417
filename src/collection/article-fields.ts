import { ArticleType } from '../article/type.js';
import { builder } from '../graphql/builder.js';
import { pageOfList, readPageRequest } from '../graphql/pagination.js';
import { COLLECTION_KEY, CollectionConnection, CollectionEdge, CollectionType, collectionKey } from './type.js';

builder.objectField(ArticleType, 'collections', (t) =>
  t.connection(
    {
      type: CollectionType,
      description: 'The coverage packages that hold it.',
      resolve: async (article, args, { loaders }) => {
        const page = readPageRequest(args, COLLECTION_KEY);
        return pageOfList(await loaders.collection.ofContent.load(article.id), page, collectionKey);
      },
    },
    CollectionConnection,
    CollectionEdge,
  ),
);
