import { defineItemMutations } from '../content/edit/item-mutations.js';
import { defineCorrection } from '../content/edit/life-mutations.js';
import { ImageInput, MOST_IMAGES } from '../image/image-input.js';
import { GalleryType } from './type.js';

const answer = defineItemMutations({
  type: 'GALLERY',
  noun: 'gallery',
  objectType: GalleryType,
  ownFields: (t) => ({
    images: t.field({ type: [ImageInput], description: 'The pictures, in order: all of them.', most: MOST_IMAGES }),
  }),
});

defineCorrection('GALLERY', answer);
