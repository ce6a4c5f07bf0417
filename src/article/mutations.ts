import { ADD_CORRECTION, answerCorrection, correctionFields } from '../content/edit/correction-mutations.js';
import { createItem, refuseEarly, updateItem } from '../content/edit/edit.js';
import {
  commonFields,
  creationFields,
  type ItemFieldBuilder,
  SourceInput,
  UPDATE,
  updateFields,
} from '../content/edit/input-fields.js';
import { defineLifeMutations, loadWritten } from '../content/edit/life-mutations.js';
import type { ContentItem } from '../content/store.js';
import { GenreEnum } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import { once } from '../newsroom/idempotency.js';
import { answerWriting, INPUT, needs, payloadType } from '../newsroom/mutation.js';
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
  byline: t.string({ description: 'Who wrote it, as printed: `By Ada Winslow in Port Alder`.' }),
  sources: t.field({ type: [SourceInput], description: 'Who supplied it, apart from who wrote it.' }),
  dateline: t.string({ description: 'Where it was written, as printed: `GENEVA`.' }),
  genre: t.field({ type: GenreEnum, description: 'What sort of text it is; NEWS when absent.' }),
  audio: t.field({ type: AudioInput, description: 'The text read aloud.' }),
  related: t.idList({ description: 'Global ids of articles, in order: the related news that an editor chooses.' }),
});

const CreateArticleInput = builder.inputType('CreateArticleInput', {
  description: 'A new article.',
  fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...articleFields(t) }),
});

const UpdateArticleInput = builder.inputType('UpdateArticleInput', {
  description: `What to change of an article. ${UPDATE}`,
  fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...articleFields(t) }),
});

const makePayload = (mutation: string) =>
  payloadType<ContentItem>(mutation, (t) => ({
    article: t.field({
      type: ArticleType,
      nullable: true,
      description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
      resolve: ({ row }) => row(),
    }),
  }));
const [CreateArticlePayload, UpdateArticlePayload] = [makePayload('createArticle'), makePayload('updateArticle')];

builder.mutationField('createArticle', (t) =>
  t.field({
    type: CreateArticlePayload,
    ...needs('contributor', 'Makes a draft, which is the writer’s own.'),
    args: { input: t.arg({ type: CreateArticleInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createArticle', input] }, () =>
            createItem(writing, 'ARTICLE', input),
          ),
        loadWritten(context),
      ),
  }),
);

builder.mutationField('updateArticle', (t) =>
  t.field({
    type: UpdateArticlePayload,
    ...needs(
      'contributor',
      'Changes an article. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.',
    ),
    args: { input: t.arg({ type: UpdateArticleInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateItem(writing, 'ARTICLE', input),
        loadWritten(context),
        () => refuseEarly(context, 'ARTICLE', input),
      ),
  }),
);

defineLifeMutations('ARTICLE', makePayload);

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
