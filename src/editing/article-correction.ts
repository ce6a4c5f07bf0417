import type { ContentItem } from '../item/store.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { correctItem } from './life.js';
import { CORRECTION, correctionText } from './life-mutations.js';

/** Defines the correction of an article: the other kinds' take `id` in the place of `articleId`. */
export function defineArticleCorrection(answer: Answer<ContentItem>): void {
  defineMutation('addCorrection', {
    ...CORRECTION,
    fields: (t) => ({
      articleId: t.id({ required: true, description: 'Global id of a public article.' }),
      text: correctionText(t),
    }),
    answer,
    run: ({ articleId, text }, writing) =>
      correctItem(writing, 'ARTICLE', { globalId: articleId, field: 'articleId', text }),
  });
}
