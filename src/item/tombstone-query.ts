import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { byLanguageArgs, findBy } from './by.js';
import { TYPE_NAMES, typeNameOf } from './content-kinds.js';
import { ContentByInput } from './query.js';
import type { Tombstone } from './tombstones.js';

const TombstoneType = builder.objectRef<Tombstone>('Tombstone').implement({
  description: 'What a client may know of an item that was public and was withdrawn.',
  fields: (t) => ({
    id: t.id({
      description: 'The global id that the item had.',
      resolve: ({ id, type }) => encodeGlobalId(typeNameOf(type), id),
    }),
    url: t.field({
      type: 'URL',
      description: 'The address that it had last.',
      resolve: ({ path }, _args, { toUrl }) => toUrl(path),
    }),
    withdrawnAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn; null where an older import did not say.',
      resolve: ({ withdrawnAt }) => withdrawnAt,
    }),
    withdrawnReason: t.exposeString('withdrawnReason', {
      nullable: true,
      description: 'Why, as the newsroom told it; null where an import did not say.',
    }),
  }),
});

builder.queryField('tombstone', (t) =>
  t.field({
    type: TombstoneType,
    nullable: true,
    description:
      'Of an item that was public and was withdrawn: that it was, when and why. Null for what is there, and for what never was.',
    args: {
      by: t.arg({ type: ContentByInput, required: true, description: 'Which one, by an address or id that it had.' }),
      ...byLanguageArgs,
    },
    resolve: (_root, { by, language }, context) => {
      const { byId, byPath, bySlug } = context.loaders.item.tombstones;
      return findBy(by, language, context, {
        types: TYPE_NAMES,
        byId: async (id, typename) => {
          const found = await byId.load(id);
          return found && typeNameOf(found.type) === typename ? found : null;
        },
        byPath,
        bySlug,
      });
    },
  }),
);
