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
  images: imagesField('All pictures of the gallery, in order.'),
};

const detailsOf = kindDetails('gallery_details', (db) =>
  db.select().from(galleries).where(isAsked(galleries.contentId)),
);

const GalleryType = builder.objectRef<ContentItem>('Gallery');
builder.node(GalleryType, {
  description: 'An ordered set of pictures that are published together, each with a caption.',
  interfaces: [ContentItemInterface],
  id: { resolve: (gallery) => gallery.id },
  loadMany: (ids, context) => loadItemNodes('GALLERY', ids, context),
  fields: (t) => ({
    imageCount: t.int({ description: 'The number of pictures.', resolve: ({ imageCount }) => imageCount ?? 0 }),
    images: t.field({
      type: [ImageType],
      description: 'The pictures, in order.',
      resolve: async (gallery, _args, context) => (await detailsOf(gallery, context)).images,
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text beside the pictures, as a list of typed blocks in order.',
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
