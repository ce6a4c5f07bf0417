import { defineArticleCorrection } from '../article/mutations.js';
import { defineCorrectionMutation } from '../content/edit/correction-mutations.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { KIND_LIST } from './kinds.js';

for (const kind of KIND_LIST) {
  const makePayload = defineItemMutations(kind);
  if (kind.type === 'ARTICLE') defineArticleCorrection(makePayload);
  else defineCorrectionMutation(kind.type, makePayload);
}
