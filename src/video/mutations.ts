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

import { VideoType } from './type.js';

const RenditionInput = builder.inputType('RenditionInput', {
  description: 'One file of a video: the same pictures at one size and in one format.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
    mimeType: t.string({ description: 'Its format, such as `video/mp4`.' }),
    width: t.int({ description: 'Width in pixels.' }),
    height: t.int({ description: 'Height in pixels.' }),
    bitrateKbps: t.int({ description: 'Kilobits a second.' }),
  }),
});

const CaptionTrackInput = builder.inputType('CaptionTrackInput', {
  description: 'A file of captions or subtitles in one language, such as WebVTT.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', required: true, description: 'Its language.' }),
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
  }),
});

/** What only a video takes. */
const videoFields = (t: ItemFieldBuilder) => ({
  renditions: t.field({ type: [RenditionInput], description: 'Its files, the one to prefer first.' }),
  captions: t.field({ type: [CaptionTrackInput], description: 'Its captions and subtitles.' }),
  durationSeconds: t.int({ description: 'How long it plays, in seconds.' }),
  embedUrl: t.field({ type: 'URL', description: 'The player of another service, http or https.' }),
});

const CreateVideoInput = builder.inputType('CreateVideoInput', {
  description: 'A new video.',
  fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...videoFields(t) }),
});

const UpdateVideoInput = builder.inputType('UpdateVideoInput', {
  description: `What to change of a video. ${UPDATE}`,
  fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...videoFields(t) }),
});

const makePayload = (mutation: string) =>
  payloadType<ContentItem>(mutation, (t) => ({
    video: t.field({
      type: VideoType,
      nullable: true,
      description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
      resolve: ({ row }) => row(),
    }),
  }));
const [CreateVideoPayload, UpdateVideoPayload] = [makePayload('createVideo'), makePayload('updateVideo')];

builder.mutationField('createVideo', (t) =>
  t.field({
    type: CreateVideoPayload,
    ...needs('contributor', 'Makes a draft, which is the writer’s own.'),
    args: { input: t.arg({ type: CreateVideoInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createVideo', input] }, () =>
            createItem(writing, 'VIDEO', input),
          ),
        loadWritten(context),
      ),
  }),
);

builder.mutationField('updateVideo', (t) =>
  t.field({
    type: UpdateVideoPayload,
    ...needs(
      'contributor',
      'Changes a video. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.',
    ),
    args: { input: t.arg({ type: UpdateVideoInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateItem(writing, 'VIDEO', input),
        loadWritten(context),
        () => refuseEarly(context, 'VIDEO', input),
      ),
  }),
);

defineLifeMutations('VIDEO', makePayload);
defineCorrectionMutation('VIDEO', makePayload);
