import { defineCorrectionMutation } from '../content/edit/correction-mutations.js';
import { type ItemFieldBuilder, SourceInput } from '../content/edit/input-fields.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { ImageInput, MOST_IMAGES } from '../image/image-input.js';
import { InfographicType } from './type.js';

/** What only an infographic takes. */
const infographicFields = (t: ItemFieldBuilder) => ({
  images: t.field({ type: [ImageInput], description: 'Its panels, in order: all of them.', most: MOST_IMAGES }),
  embedUrl: t.field({ type: 'URL', description: 'The interactive form of it, http or https.' }),
  sources: t.field({ type: [SourceInput], description: 'Who supplied the data or the drawing.', most: 50 }),
});

const makePayload = defineItemMutations({
  type: 'INFOGRAPHIC',
  noun: 'infographic',
  objectType: InfographicType,
  ownFields: infographicFields,
});

defineCorrectionMutation('INFOGRAPHIC', makePayload);
