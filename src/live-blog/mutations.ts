import { defineCorrectionMutation } from '../content/edit/correction-mutations.js';
import type { ItemFieldBuilder } from '../content/edit/input-fields.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { LiveBlogType } from './type.js';

/** What only a live blog takes. */
const liveBlogFields = (t: ItemFieldBuilder) => ({
  coverageStartTime: t.field({
    type: 'DateTime',
    description: 'When the coverage begins; with the publication when absent.',
  }),
  coverageEndTime: t.field({ type: 'DateTime', description: 'When it ends; absent while nobody knows.' }),
});

const makePayload = defineItemMutations({
  type: 'LIVE_BLOG',
  noun: 'live blog',
  objectType: LiveBlogType,
  ownFields: liveBlogFields,
});

defineCorrectionMutation('LIVE_BLOG', makePayload);
