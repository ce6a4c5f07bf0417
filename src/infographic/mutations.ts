import { SourceInput } from '../content/edit/input-fields.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { defineCorrection } from '../content/edit/life-mutations.js';
import { ImageInput, MOST_IMAGES } from '../image/image-input.js';
import { InfographicType } from './type.js';

const answer = defineItemMutations({
  type: 'INFOGRAPHIC',
  noun: 'infographic',
  objectType: InfographicType,
  ownFields: (t) => ({
    images: t.field({ type: [ImageInput], description: 'Its panels, in order: all of them.', most: MOST_IMAGES }),
    embedUrl: t.field({ type: 'URL', description: 'The interactive form of it, http or https.' }),
    sources: t.field({ type: [SourceInput], description: 'Who supplied the data or the drawing.', most: 50 }),
  }),
});

defineCorrection('INFOGRAPHIC', answer);
