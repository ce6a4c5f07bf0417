import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import { TagType } from '../tag/type.js';
import { MOST_RELATED_TAGS } from './related-tags.js';

builder.objectField(TagType, 'relatedTags', (t) =>
  t.field({
    type: [TagType],
    description: 'Tags that are used together with it most, the most first: by its newest items.',
    args: {
      first: t.arg.int({ defaultValue: 8, description: `How many, 1 to ${MOST_RELATED_TAGS}.` }),
    },
    resolve: async ({ id }, { first }, { loaders }) =>
      (await loaders.list.relatedTags.load(id)).slice(0, readSize('first', first ?? 8, MOST_RELATED_TAGS)),
  }),
);
