import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { ImageType } from '../image/type.js';
import { localUrl } from '../site/address.js';
import { listLanguageArgs, slugArgs } from '../site/language-args.js';
import { chooseLanguage, chooseListLanguage } from '../site/loaders.js';
import { type Collection, findCollections } from './store.js';

/** The sort key of collections: the order that editors gave them. */
export const COLLECTION_KEY = ['int', 'int'] as const;
export const collectionKey = (collection: Collection) => [collection.position, collection.id];

export const CollectionType = builder.objectRef<Collection>('Collection');
builder.node(CollectionType, {
  description: 'A coverage package: items about one story.',
  id: { resolve: (collection) => collection.id },
  loadMany: (ids, context) => loadNodes(context.loaders.collection.byId, ids),
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique within its language.' }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address of its page.',
      resolve: ({ language, slug }, _args, context) => localUrl(context, language, 'coverage', slug),
    }),
    description: t.exposeString('description', { nullable: true, description: 'A description of it.' }),
    mainImage: t.expose('mainImage', { type: ImageType, nullable: true, description: 'Its picture.' }),
  }),
});

export const CollectionEdge = builder.edgeObject({
  name: 'CollectionEdge',
  description: 'A coverage package at its place in a list.',
  type: CollectionType,
});
export const CollectionConnection = builder.connectionObject(
  { name: 'CollectionConnection', description: 'A page of coverage packages.', type: CollectionType },
  CollectionEdge,
);

builder.queryField('collection', (t) =>
  t.field({
    type: CollectionType,
    nullable: true,
    description: 'One coverage package by its slug; null when there is none.',
    args: slugArgs,
    resolve: async (_root, { slug, language }, { loaders }) =>
      loaders.collection.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug }),
  }),
);

builder.queryField('collections', (t) =>
  t.connection(
    {
      type: CollectionType,
      description: "The site's coverage packages, in the order that editors gave them.",
      args: listLanguageArgs,
      resolve: async (_root, args, { batch, db, loaders }) => {
        const page = readPageRequest(args, COLLECTION_KEY);
        const language = chooseListLanguage(await loaders.site.load(), args.language);
        return toConnection(await batch.track(findCollections(db, language, page)), page, collectionKey);
      },
    },
    CollectionConnection,
    CollectionEdge,
  ),
);
