import { defineItemMutations } from '../content/edit/item-mutations.js';
import { defineCorrection } from '../content/edit/life-mutations.js';
import { LiveBlogType } from './type.js';

const answer = defineItemMutations({
  type: 'LIVE_BLOG',
  noun: 'live blog',
  objectType: LiveBlogType,
  ownFields: (t) => ({
    coverageStartTime: t.field({
      type: 'DateTime',
      description: 'When the coverage begins; with the publication when absent.',
    }),
    coverageEndTime: t.field({ type: 'DateTime', description: 'When it ends; absent while nobody knows.' }),
  }),
});

defineCorrection('LIVE_BLOG', answer);
