import { BlockUnion, withAnchors } from '../body/block-types.js';
import { isAsked } from '../db/asked.js';
import { imagesField } from '../fields/field-types.js';
import { type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import { loadItemNodes } from '../item/nodes.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { galleries } from './table.js';

const fields = {
  images: imagesField('The pictures, in order: all of them.'),
};

const detailsOf = kindDetails('gallery_details', (db) =>
  db.select().from(galleries).where(isAsked(galleries.contentId)),
);

const GalleryType = builder.objectRef<ContentItem>('Gallery');
builder.node(GalleryType, {
  description: 'Pictures that are published together, in order, each with its caption.',
  interfaces: [ContentItemInterface],
  id: { resolve: (gallery) => gallery.id },
  loadMany: (ids, context) => loadItemNodes('GALLERY', ids, context),
  fields: (t) => ({
    imageCount: t.int({ description: 'How many pictures it has.', resolve: ({ imageCount }) => imageCount ?? 0 }),
    images: t.field({
      type: [ImageType],
      description: 'The pictures, in order.',
      resolve: async (gallery, _args, context) => (await detailsOf(gallery, context)).images,
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text beside them in typed blocks, in order.',
      resolve: async (gallery, _args, context) => withAnchors((await detailsOf(gallery, context)).body),
    }),
  }),
});

export const gallery = {
  type: 'GALLERY',
  table: galleries,
  fields,
  columns: { imageCount: ({ images }) => (Array.isArray(images) ? images.length : 0) },
  objectType: GalleryType,
} satisfies Kind;
