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
import { ImageInput } from '../image/image-input.js';
import { once } from '../newsroom/idempotency.js';
import { answerWriting, INPUT, needs, payloadType } from '../newsroom/mutation.js';

import { GalleryType } from './type.js';

/** What only a gallery takes. */
const galleryFields = (t: ItemFieldBuilder) => ({
  images: t.field({ type: [ImageInput], description: 'The pictures, in order: all of them.' }),
});

const CreateGalleryInput = builder.inputType('CreateGalleryInput', {
  description: 'A new gallery.',
  fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...galleryFields(t) }),
});

const UpdateGalleryInput = builder.inputType('UpdateGalleryInput', {
  description: `What to change of a gallery. ${UPDATE}`,
  fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...galleryFields(t) }),
});

const makePayload = (mutation: string) =>
  payloadType<ContentItem>(mutation, (t) => ({
    gallery: t.field({
      type: GalleryType,
      nullable: true,
      description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
      resolve: ({ row }) => row(),
    }),
  }));
const [CreateGalleryPayload, UpdateGalleryPayload] = [makePayload('createGallery'), makePayload('updateGallery')];

builder.mutationField('createGallery', (t) =>
  t.field({
    type: CreateGalleryPayload,
    ...needs('contributor', 'Makes a draft, which is the writer’s own.'),
    args: { input: t.arg({ type: CreateGalleryInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createGallery', input] }, () =>
            createItem(writing, 'GALLERY', input),
          ),
        loadWritten(context),
      ),
  }),
);

builder.mutationField('updateGallery', (t) =>
  t.field({
    type: UpdateGalleryPayload,
    ...needs(
      'contributor',
      'Changes a gallery. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.',
    ),
    args: { input: t.arg({ type: UpdateGalleryInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateItem(writing, 'GALLERY', input),
        loadWritten(context),
        () => refuseEarly(context, 'GALLERY', input),
      ),
  }),
);

defineLifeMutations('GALLERY', makePayload);
defineCorrectionMutation('GALLERY', makePayload);
