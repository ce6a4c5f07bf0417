import { defineCorrectionMutation } from '../content/edit/correction-mutations.js';
import { createItem, refuseEarly, updateItem } from '../content/edit/edit.js';
import {
  commonFields,
  creationFields,
  type ItemFieldBuilder,
  UPDATE,
  updateFields,
} from '../content/edit/input-fields.js';
import { defineLifeMutations, loadWritten } from '../content/edit/life-mutations.js';
import type { ContentItem } from '../content/store.js';

import { builder } from '../graphql/builder.js';

import { once } from '../newsroom/idempotency.js';
import { answerWriting, INPUT, needs, payloadType } from '../newsroom/mutation.js';

import { LiveBlogType } from './type.js';

/** What only a live blog takes. */
const liveBlogFields = (t: ItemFieldBuilder) => ({
  coverageStartTime: t.field({
    type: 'DateTime',
    description: 'When the coverage begins; with the publication when absent.',
  }),
  coverageEndTime: t.field({ type: 'DateTime', description: 'When it ends; absent while nobody knows.' }),
});

const CreateLiveBlogInput = builder.inputType('CreateLiveBlogInput', {
  description: 'A new live blog.',
  fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...liveBlogFields(t) }),
});

const UpdateLiveBlogInput = builder.inputType('UpdateLiveBlogInput', {
  description: `What to change of a live blog. ${UPDATE}`,
  fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...liveBlogFields(t) }),
});

const makePayload = (mutation: string) =>
  payloadType<ContentItem>(mutation, (t) => ({
    liveBlog: t.field({
      type: LiveBlogType,
      nullable: true,
      description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
      resolve: ({ row }) => row(),
    }),
  }));
const [CreateLiveBlogPayload, UpdateLiveBlogPayload] = [makePayload('createLiveBlog'), makePayload('updateLiveBlog')];

builder.mutationField('createLiveBlog', (t) =>
  t.field({
    type: CreateLiveBlogPayload,
    ...needs('contributor', 'Makes a draft, which is the writer’s own.'),
    args: { input: t.arg({ type: CreateLiveBlogInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createLiveBlog', input] }, () =>
            createItem(writing, 'LIVE_BLOG', input),
          ),
        loadWritten(context),
      ),
  }),
);

builder.mutationField('updateLiveBlog', (t) =>
  t.field({
    type: UpdateLiveBlogPayload,
    ...needs(
      'contributor',
      'Changes a live blog. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.',
    ),
    args: { input: t.arg({ type: UpdateLiveBlogInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateItem(writing, 'LIVE_BLOG', input),
        loadWritten(context),
        () => refuseEarly(context, 'LIVE_BLOG', input),
      ),
  }),
);

defineLifeMutations('LIVE_BLOG', makePayload);
defineCorrectionMutation('LIVE_BLOG', makePayload);
