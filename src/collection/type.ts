import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, readPageRequest, toConnection } from '../graphql/pagination.js';
import { ImageType } from '../image/type.js';
import type { Page } from '../page-parts/page.js';
import type { Context } from '../schema/context.js';
import { addFieldBySlug, pageFields } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import type { Collection } from './store.js';

/** The sort key of collections. Editors set `position`; the id decides between equal positions. */
export const COLLECTION_KEY = ['int', 'int'] as const;
export const collectionKey = (collection: Collection) => [collection.position, collection.id];

/** A package. If it is shown on the page of an item that is in the package, `page` is that page. */
interface ShownCollection extends Collection {
  readonly page?: Page;
}

export const CollectionType = builder.objectRef<ShownCollection>('Collection');
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
      resolve: (_root, args, context) => listCollections(args, context),
    },
    CollectionConnection,
  ),
);

/** Returns a page of the packages of the site. */
export async function listCollections(
  { language: asked, ...args }: ConnectionArguments & { readonly language?: string | null | undefined },
  { loaders }: Pick<Context, 'loaders'>,
) {
  const page = readPageRequest(args, COLLECTION_KEY);
  const language = await chooseListLanguage(loaders, asked);
  return toConnection(await loaders.collection.pages.load({ language, page }), page, collectionKey);
}
