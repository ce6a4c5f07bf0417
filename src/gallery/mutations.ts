import { defineCorrectionMutation } from '../content/edit/correction-mutations.js';
import type { ItemFieldBuilder } from '../content/edit/input-fields.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { ImageInput, MOST_IMAGES } from '../image/image-input.js';
import { GalleryType } from './type.js';

/** What only a gallery takes. */
const galleryFields = (t: ItemFieldBuilder) => ({
  images: t.field({ type: [ImageInput], description: 'The pictures, in order: all of them.', most: MOST_IMAGES }),
});

const makePayload = defineItemMutations({
  type: 'GALLERY',
  noun: 'gallery',
  objectType: GalleryType,
  ownFields: galleryFields,
});

defineCorrectionMutation('GALLERY', makePayload);
