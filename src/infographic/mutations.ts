import { defineCorrectionMutation } from '../content/edit/correction-mutations.js';
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

import { builder } from '../graphql/builder.js';
import { ImageInput } from '../image/image-input.js';
import { once } from '../newsroom/idempotency.js';
import { answerWriting, INPUT, needs, payloadType } from '../newsroom/mutation.js';

import { InfographicType } from './type.js';

/** What only an infographic takes. */
const infographicFields = (t: ItemFieldBuilder) => ({
  images: t.field({ type: [ImageInput], description: 'Its panels, in order: all of them.' }),
  embedUrl: t.field({ type: 'URL', description: 'The interactive form of it, http or https.' }),
  sources: t.field({ type: [SourceInput], description: 'Who supplied the data or the drawing.' }),
});

const CreateInfographicInput = builder.inputType('CreateInfographicInput', {
  description: 'A new infographic.',
  fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...infographicFields(t) }),
});

const UpdateInfographicInput = builder.inputType('UpdateInfographicInput', {
  description: `What to change of an infographic. ${UPDATE}`,
  fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...infographicFields(t) }),
});

const makePayload = (mutation: string) =>
  payloadType<ContentItem>(mutation, (t) => ({
    infographic: t.field({
      type: InfographicType,
      nullable: true,
      description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
      resolve: ({ row }) => row(),
    }),
  }));
const [CreateInfographicPayload, UpdateInfographicPayload] = [
  makePayload('createInfographic'),
  makePayload('updateInfographic'),
];

builder.mutationField('createInfographic', (t) =>
  t.field({
    type: CreateInfographicPayload,
    ...needs('contributor', 'Makes a draft, which is the writer’s own.'),
    args: { input: t.arg({ type: CreateInfographicInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createInfographic', input] }, () =>
            createItem(writing, 'INFOGRAPHIC', input),
          ),
        loadWritten(context),
      ),
  }),
);

builder.mutationField('updateInfographic', (t) =>
  t.field({
    type: UpdateInfographicPayload,
    ...needs(
      'contributor',
      'Changes an infographic. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.',
    ),
    args: { input: t.arg({ type: UpdateInfographicInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateItem(writing, 'INFOGRAPHIC', input),
        loadWritten(context),
        () => refuseEarly(context, 'INFOGRAPHIC', input),
      ),
  }),
);

defineLifeMutations('INFOGRAPHIC', makePayload);
defineCorrectionMutation('INFOGRAPHIC', makePayload);
