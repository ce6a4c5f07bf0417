import { ADD_CORRECTION, answerCorrection, correctionFields } from '../content/edit/correction-mutations.js';
import { type ItemFieldBuilder, SourceInput } from '../content/edit/input-fields.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { GenreEnum } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import { INPUT, needs } from '../writing/mutation.js';
import { ArticleType } from './type.js';

const AudioInput = builder.inputType('AudioInput', {
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
    durationSeconds: t.int({ description: 'How long it plays, in seconds.' }),
  }),
});

/** What only an article takes. */
const articleFields = (t: ItemFieldBuilder) => ({
  byline: t.string({ description: 'Who wrote it, as printed: `By Ada Winslow in Port Alder`.', longest: 500 }),
  sources: t.field({ type: [SourceInput], description: 'Who supplied it, apart from who wrote it.', most: 50 }),
  dateline: t.string({ description: 'Where it was written, as printed: `GENEVA`.', longest: 200 }),
  genre: t.field({ type: GenreEnum, description: 'What sort of text it is; NEWS when absent.' }),
  audio: t.field({ type: AudioInput, description: 'The text read aloud.' }),
  related: t.idList({
    description: 'Global ids of articles, in order: the related news that an editor chooses.',
    most: 50,
  }),
});

const makePayload = defineItemMutations({
  type: 'ARTICLE',
  noun: 'article',
  objectType: ArticleType,
  ownFields: articleFields,
});

const AddCorrectionInput = builder.inputType('AddCorrectionInput', {
  description: 'What was wrong and is put right.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Global id of a public article.' }),
    ...correctionFields(t),
  }),
});
const AddCorrectionPayload = makePayload('addCorrection');

builder.mutationField('addCorrection', (t) =>
  t.field({
    type: AddCorrectionPayload,
    ...needs('editor', ADD_CORRECTION),
    args: { input: t.arg({ type: AddCorrectionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerCorrection(context, 'ARTICLE', { ...input, id: input.articleId, field: 'articleId' }, [
        'addCorrection',
        input,
      ]),
  }),
);
