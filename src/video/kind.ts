import { z } from 'zod';
import { BlockUnion, withAnchors } from '../body/block-types.js';
import { isAsked } from '../db/asked.js';
import { addressField, countField } from '../fields/field-types.js';
import { type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { readAddress, readCount } from '../image/image-input.js';
import { loadItemNodes } from '../item/nodes.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { languageTag } from '../site/language-tag.js';
import { readClearable } from '../writing/changes.js';
import { readEach, readText } from '../writing/fields.js';
import type { InputFieldBuilder } from '../writing/mutation.js';
import { type Caption, captionSchema, type Rendition, renditionSchema, videos } from './table.js';

const RenditionInput = builder.inputType('RenditionInput', {
  description: 'One file of a video. Several files may have the same content in different sizes and formats.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      required: true,
      description: 'The address of the file: http or https, or a path of this gateway.',
    }),
    mimeType: t.string({ description: 'The MIME type of the file, such as `video/mp4`.', longest: 100 }),
    width: t.int({ description: 'Width in pixels.' }),
    height: t.int({ description: 'Height in pixels.' }),
    bitrateKbps: t.int({ description: 'The bit rate in kilobits per second.' }),
  }),
});

const CaptionTrackInput = builder.inputType('CaptionTrackInput', {
  description: 'A file of captions or subtitles in one language, such as WebVTT.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', required: true, description: 'The language of the file.' }),
    url: t.field({
      type: 'URL',
      required: true,
      description: 'The address of the file: http or https, or a path of this gateway.',
    }),
  }),
});

const fields = {
  renditions: {
    schema: z.array(renditionSchema).default([]),
    document: z.array(renditionSchema).default([]),
    input: {
      define: (t: InputFieldBuilder) =>
        t.field({ type: [RenditionInput], description: 'The files of the video, the preferred one first.', most: 50 }),
      read: readEach(readRendition),
    },
  },
  captions: {
    schema: z.array(captionSchema).default([]),
    document: z.array(captionSchema.extend({ language: languageTag })).default([]),
    input: {
      define: (t: InputFieldBuilder) =>
        t.field({ type: [CaptionTrackInput], description: 'The captions and subtitles of the video.', most: 50 }),
      read: readEach(readCaption),
    },
  },
  durationSeconds: countField('The length of the video in seconds.'),
  embedUrl: addressField('The address of a player of another service, http or https.'),
};

function readRendition(place: string, input: typeof RenditionInput.$inferInput): Rendition {
  const readOptional = (name: 'width' | 'height' | 'bitrateKbps') =>
    readClearable(`${place}.${name}`, input[name], readCount) ?? undefined;
  return {
    url: readAddress(`${place}.url`, input.url),
    mimeType: readText(input.mimeType) ?? undefined,
    width: readOptional('width'),
    height: readOptional('height'),
    bitrateKbps: readOptional('bitrateKbps'),
  };
}

function readCaption(place: string, { language, url }: typeof CaptionTrackInput.$inferInput): Caption {
  return { language, url: readAddress(`${place}.url`, url) };
}

const detailsOf = kindDetails('video_details', (db) => db.select().from(videos).where(isAsked(videos.contentId)));

const RenditionType = builder.objectRef<Rendition>('Rendition').implement({
  description: 'One file of a video. Several files may have the same content in different sizes and formats.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      description: 'The address of the file.',
      resolve: ({ url }, _args, context) => context.toUrl(url),
    }),
    mimeType: t.exposeString('mimeType', {
      nullable: true,
      description: 'The MIME type of the file, such as `video/mp4`, or `application/vnd.apple.mpegurl` for HLS.',
    }),
    width: t.exposeInt('width', { nullable: true, description: 'Width in pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'Height in pixels.' }),
    bitrateKbps: t.exposeInt('bitrateKbps', { nullable: true, description: 'The bit rate in kilobits per second.' }),
  }),
});

const CaptionTrackType = builder.objectRef<Caption>('CaptionTrack').implement({
  description: 'A file of captions or subtitles in one language, such as WebVTT.',
  fields: (t) => ({
    language: t.expose('language', { type: 'LanguageTag', description: 'The language of the file.' }),
    url: t.field({
      type: 'URL',
      description: 'The address of the file.',
      resolve: ({ url }, _args, context) => context.toUrl(url),
    }),
  }),
});

const VideoType = builder.objectRef<ContentItem>('Video');
builder.node(VideoType, {
  description: 'A video: files, or the player of another service.',
  interfaces: [ContentItemInterface],
  id: { resolve: (video) => video.id },
  loadMany: (ids, context) => loadItemNodes('VIDEO', ids, context),
  fields: (t) => ({
    durationSeconds: t.exposeInt('durationSeconds', {
      nullable: true,
      description: 'The length of the video in seconds; null when unknown.',
    }),
    renditions: t.field({
      type: [RenditionType],
      description:
        'The files of the video, the preferred one first. The list is empty if only another service plays the video.',
      resolve: async (video, _args, context) => (await detailsOf(video, context)).renditions,
    }),
    captions: t.field({
      type: [CaptionTrackType],
      description: 'The captions and subtitles of the video.',
      resolve: async (video, _args, context) => (await detailsOf(video, context)).captions,
    }),
    embedUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The address of a player of another service, for an `iframe`.',
      resolve: async (video, _args, context) => {
        const { embedUrl } = await detailsOf(video, context);
        return embedUrl === null ? null : context.toUrl(embedUrl);
      },
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text beside the video, as a list of typed blocks in order.',
      resolve: async (video, _args, context) => withAnchors((await detailsOf(video, context)).body),
    }),
  }),
});

export const video = {
  type: 'VIDEO',
  table: videos,
  fields,
  columns: { hasVideo: () => true },
  objectType: VideoType,
} satisfies Kind;
