import { isAsked } from '../db/asked.js';
import { imagesField } from '../fields/field-types.js';
import { defineKindType, type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import type { ContentItem } from '../item/store.js';
import { galleries } from './table.js';

const details = kindDetails('gallery_details', (db) => db.select().from(galleries).where(isAsked(galleries.contentId)));

const GalleryType = builder.objectRef<ContentItem>('Gallery');
defineKindType('GALLERY', GalleryType, {
  description: 'An ordered set of pictures that are published together, each with a caption.',
  body: 'The text beside the pictures, as a list of typed blocks in order.',
  details,
  fields: (t) => ({
    imageCount: t.int({ description: 'The number of pictures.', resolve: ({ imageCount }) => imageCount ?? 0 }),
    images: t.field({ type: [ImageType], description: 'The pictures, in order.', resolve: details('images') }),
  }),
});

export const gallery = {
  type: 'GALLERY',
  table: galleries,
  fields: { images: imagesField('All pictures of the gallery, in order.') },
  columns: { imageCount: ({ images }) => (Array.isArray(images) ? images.length : 0) },
  objectType: GalleryType,
} satisfies Kind;
