import { builder } from '../graphql/builder.js';
import { byLanguageArgs, defineByInput, findBy } from './by.js';
import { TYPE_NAMES, typeNameOf } from './content-kinds.js';
import { ContentItemInterface } from './type.js';

export const ContentByInput = defineByInput('ContentBy', 'One way to name an item of any kind.');

builder.queryField('content', (t) =>
  t.field({
    type: ContentItemInterface,
    nullable: true,
    description:
      'One item of any kind, for a router that has only an address; null when it is not there or not public. Its `url` is the canonical address: where what moved is now.',
    args: {
      by: t.arg({ type: ContentByInput, required: true, description: 'Which one.' }),
      ...byLanguageArgs,
    },
    resolve: (_root, { by, language }, context) => {
      const { byId, byPath, bySlug } = context.loaders.item;
      return findBy(by, language, context, {
        types: TYPE_NAMES,
        byId: async (id, typename) => {
          const item = await byId.load(id);
          return item && typeNameOf(item.type) === typename ? item : null;
        },
        byPath,
        bySlug,
      });
    },
  }),
);
