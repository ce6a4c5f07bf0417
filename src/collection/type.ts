import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { ImageType } from '../image/type.js';
import { addFieldBySlug, pageFields } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { type Collection, findCollections } from './store.js';

/** The sort key of collections. Editors set `position`; the id decides between equal positions. */
export const COLLECTION_KEY = ['int', 'int'] as const;
export const collectionKey = (collection: Collection) => [collection.position, collection.id];

export const CollectionType = builder.objectRef<Collection>('Collection');
builder.node(CollectionType, {
  description: 'A coverage package, which holds items about one story.',
  id: { resolve: (collection) => collection.id },
  loadMany: (ids, context) => loadNodes(context.loaders.collection.byId, ids),
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'The title of the package. Never null.' }),
    ...pageFields(t, 'coverage'),
    description: t.exposeString('description', {
      nullable: true,
      description: 'What the package is about, plain text.',
    }),
    mainImage: t.expose('mainImage', { type: ImageType, nullable: true, description: 'The picture of the package.' }),
  }),
});

export const CollectionConnection = builder.connectionObject(
  { name: 'CollectionConnection', description: 'A page of coverage packages.', type: CollectionType },
  { name: 'CollectionEdge', description: 'A coverage package at its place in a list.' },
);

addFieldBySlug(
  'collection',
  CollectionType,
  'One coverage package by its slug; null when there is none.',
  (key, { loaders }) => loaders.collection.bySlug.load(key),
);

builder.queryField('collections', (t) =>
  t.connection(
    {
      type: CollectionType,
      description: 'The coverage packages of the site, in the order that editors gave them.',
      args: listLanguageArgs,
      resolve: async (_root, args, { batch, db, loaders }) => {
        const page = readPageRequest(args, COLLECTION_KEY);
        const language = await chooseListLanguage(loaders, args.language);
        return toConnection(await batch.track(findCollections(db, { language }, page)), page, collectionKey);
      },
    },
    CollectionConnection,
  ),
);
