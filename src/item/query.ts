import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { byLanguageArgs, defineByInput, findBy } from './by.js';
import { typeNameOf } from './kind-names.js';
import type { Tombstone } from './store.js';
import { ContentItemInterface } from './type.js';

const ContentByInput = defineByInput('ContentBy', 'One way to name an item of any kind.');

builder.queryField('content', (t) =>
  t.field({
    type: ContentItemInterface,
    nullable: true,
    description:
      'One item of any kind, for a router that has only an address. Null when it is missing or not public. Its `url` is the canonical address, which may differ from the requested one.',
    args: {
      by: t.arg({ type: ContentByInput, required: true, description: 'The item to find.' }),
      ...byLanguageArgs,
    },
    resolve: (_root, args, context) => findBy(args, context, context.loaders.item),
  }),
);

const TombstoneType = builder.objectRef<Tombstone>('Tombstone').implement({
  description: 'The public facts about an item that was public and was withdrawn.',
  fields: (t) => ({
    id: t.id({
      description: 'The global id that the item had.',
      resolve: ({ id, type }) => encodeGlobalId(typeNameOf(type), id),
    }),
    url: t.field({
      type: 'URL',
      description: 'Its last public address.',
      resolve: ({ path }, _args, { toUrl }) => toUrl(path),
    }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn; null if an older import did not give the time.',
    }),
    withdrawnReason: t.exposeString('withdrawnReason', {
      nullable: true,
      description: 'The reason that the newsroom gave; null if an import did not give one.',
    }),
  }),
});

builder.queryField('tombstone', (t) =>
  t.field({
    type: TombstoneType,
    nullable: true,
    description:
      'The time and the reason of a withdrawal, for an item that was public before. Null for an item that is public now, and for an item that was never public.',
    args: {
      by: t.arg({
        type: ContentByInput,
        required: true,
        description: 'The item to find, by its id or by an address that the item had while it was public.',
      }),
      ...byLanguageArgs,
    },
    resolve: (_root, args, context) => findBy(args, context, context.loaders.item.tombstones),
  }),
);
