import { z } from 'zod';
import { isAsked } from '../db/asked.js';
import { addressField, countField, inputField } from '../fields/field-types.js';
import { defineKindType, type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { positiveInt, webAddress } from '../image/image.js';
import { readAddress, readCount } from '../image/image-input.js';
import { absoluteUrl } from '../image/type.js';
import type { ContentItem } from '../item/store.js';
import { languageTag } from '../site/language-tag.js';
import { readEach, readOptional, readText } from '../writing/fields.js';
import { videos } from './table.js';

const renditionSchema = z.object({
  url: webAddress,
  /** The MIME type, such as `video/mp4`, or `application/vnd.apple.mpegurl` for HLS. */
  mimeType: z.string().optional(),
  /** Width and height in pixels. */
  width: positiveInt.optional(),
  height: positiveInt.optional(),
  bitrateKbps: positiveInt.optional(),
});
export type Rendition = z.infer<typeof renditionSchema>;

const captionSchema = z.object({ language: z.string(), url: webAddress });
export type Caption = z.infer<typeof captionSchema>;

const FILE_ADDRESS = {
  type: 'URL',
  required: true,
  description: 'The address of the file: http or https, or a path of this gateway.',
} as const;

const RenditionInput = builder.inputType('RenditionInput', {
  description: 'One file of a video. Several files may have the same content in different sizes and formats.',
  fields: (t) => ({
    url: t.field(FILE_ADDRESS),
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
    url: t.field(FILE_ADDRESS),
  }),
});

const fields = {
  renditions: inputField(
    z.array(renditionSchema).default([]),
    (t) =>
      t.field({ type: [RenditionInput], description: 'The files of the video, the preferred one first.', most: 50 }),
    readEach(readRendition),
  ),
  captions: {
    ...inputField(
      z.array(captionSchema).default([]),
      (t) => t.field({ type: [CaptionTrackInput], description: 'The captions and subtitles of the video.', most: 50 }),
      readEach(readCaption),
    ),
    document: z.array(captionSchema.extend({ language: languageTag })).default([]),
  },
  durationSeconds: countField('The length of the video in seconds.'),
  embedUrl: addressField('The address of a player of another service, http or https.'),
};

function readRendition(place: string, input: typeof RenditionInput.$inferInput): Rendition {
  return {
    url: readAddress(`${place}.url`, input.url),
    mimeType: readText(input.mimeType) ?? undefined,
    width: readOptional(`${place}.width`, input.width, readCount),
    height: readOptional(`${place}.height`, input.height, readCount),
    bitrateKbps: readOptional(`${place}.bitrateKbps`, input.bitrateKbps, readCount),
  };
}

function readCaption(place: string, { language, url }: typeof CaptionTrackInput.$inferInput): Caption {
  return { language, url: readAddress(`${place}.url`, url) };
}

const details = kindDetails('video_details', (db) => db.select().from(videos).where(isAsked(videos.contentId)));

const RenditionType = builder.objectRef<Rendition>('Rendition').implement({
  description: 'One file of a video. Several files may have the same content in different sizes and formats.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'The address of the file.', resolve: absoluteUrl }),
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
    url: t.field({ type: 'URL', description: 'The address of the file.', resolve: absoluteUrl }),
  }),
});

const embedUrlOf = details('embedUrl');

const VideoType = builder.objectRef<ContentItem>('Video');
defineKindType('VIDEO', VideoType, {
  description: 'A video: files, or the player of another service.',
  body: 'The text beside the video, as a list of typed blocks in order.',
  details,
  fields: (t) => ({
    durationSeconds: t.exposeInt('durationSeconds', {
      nullable: true,
      description: 'The length of the video in seconds; null when unknown.',
    }),
    renditions: t.field({
      type: [RenditionType],
      description:
        'The files of the video, the preferred one first. The list is empty if only another service plays the video.',
      resolve: details('renditions'),
    }),
    captions: t.field({
      type: [CaptionTrackType],
      description: 'The captions and subtitles of the video.',
      resolve: details('captions'),
    }),
    embedUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The address of a player of another service, for an `iframe`.',
      resolve: async (item, args, context) => {
        const url = await embedUrlOf(item, args, context);
        return url && context.toUrl(url);
      },
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
