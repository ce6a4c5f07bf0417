import { defineItemMutations } from '../content/edit/item-mutations.js';
import { defineCorrection } from '../content/edit/life-mutations.js';
import { builder } from '../graphql/builder.js';
import { VideoType } from './type.js';

const RenditionInput = builder.inputType('RenditionInput', {
  description: 'One file of a video: the same pictures at one size and in one format.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
    mimeType: t.string({ description: 'Its format, such as `video/mp4`.', longest: 100 }),
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

const answer = defineItemMutations({
  type: 'VIDEO',
  noun: 'video',
  objectType: VideoType,
  ownFields: (t) => ({
    renditions: t.field({ type: [RenditionInput], description: 'Its files, the one to prefer first.', most: 50 }),
    captions: t.field({ type: [CaptionTrackInput], description: 'Its captions and subtitles.', most: 50 }),
    durationSeconds: t.int({ description: 'How long it plays, in seconds.' }),
    embedUrl: t.field({ type: 'URL', description: 'The player of another service, http or https.' }),
  }),
});

defineCorrection('VIDEO', answer);
