import { defineArticleCorrection } from '../article/mutations.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { defineCorrection } from '../content/edit/life-mutations.js';
import { KIND_LIST } from './kinds.js';

for (const kind of KIND_LIST) {
  const answer = defineItemMutations(kind);
  if (kind.type === 'ARTICLE') defineArticleCorrection(answer);
  else defineCorrection(kind.type, answer);
}
