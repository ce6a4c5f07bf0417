import { KIND_LIST } from '../kinds/kinds.js';
import { defineArticleCorrection } from './article-correction.js';
import { defineItemMutations } from './item-mutations.js';
import { defineCorrection } from './life-mutations.js';

for (const kind of KIND_LIST) {
  const answer = defineItemMutations(kind);
  if (kind.type === 'ARTICLE') defineArticleCorrection(answer);
  else defineCorrection(kind.type, answer);
}
