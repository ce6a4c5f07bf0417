import { ADD_CORRECTION, answerCorrection, correctionFields } from '../content/edit/correction-mutations.js';
import type { MakePayload } from '../content/edit/life-mutations.js';
import { builder } from '../graphql/builder.js';
import { INPUT, needs } from '../newsroom/mutation.js';

const AddCorrectionInput = builder.inputType('AddCorrectionInput', {
  description: 'What was wrong and is put right.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Global id of a public article.' }),
    ...correctionFields(t),
  }),
});
/** The correction of an article: the other kinds' take `id` in the place of `articleId`. */
export function defineArticleCorrection(makePayload: MakePayload): void {
  builder.mutationField('addCorrection', (t) =>
    t.field({
      type: makePayload('addCorrection'),
      ...needs('editor', ADD_CORRECTION),
      args: { input: t.arg({ type: AddCorrectionInput, required: true, description: INPUT }) },
      resolve: (_root, { input }, context) =>
        answerCorrection(context, 'ARTICLE', { ...input, id: input.articleId, field: 'articleId' }, [
          'addCorrection',
          input,
        ]),
    }),
  );
}
