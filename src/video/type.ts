import { BlockUnion, withAnchors } from '../article/body-types.js';
import { loadItemNodes } from '../content/nodes.js';
import type { Caption, Rendition } from '../content/playback.js';
import type { ContentItem } from '../content/store.js';
import { ContentItemInterface } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import type { VideoDetails } from './store.js';

const RenditionType = builder.objectRef<Rendition>('Rendition').implement({
  description: 'One file of a video: the same pictures at one size and in one format.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'The file.', resolve: ({ url }, _args, context) => context.toUrl(url) }),
    mimeType: t.exposeString('mimeType', {
      nullable: true,
      description: 'Its format, such as `video/mp4`, or `application/vnd.apple.mpegurl` for HLS.',
    }),
    width: t.exposeInt('width', { nullable: true, description: 'Width in pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'Height in pixels.' }),
    bitrateKbps: t.exposeInt('bitrateKbps', { nullable: true, description: 'Kilobits a second.' }),
  }),
});

const CaptionTrackType = builder.objectRef<Caption>('CaptionTrack').implement({
  description: 'A file of captions or subtitles in one language, such as WebVTT.',
  fields: (t) => ({
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    url: t.field({ type: 'URL', description: 'The file.', resolve: ({ url }, _args, context) => context.toUrl(url) }),
  }),
});

export const VideoType = builder.objectRef<ContentItem>('Video');
builder.node(VideoType, {
  description: 'Moving pictures that are published: files, or the player of another service.',
  interfaces: [ContentItemInterface],
  id: { resolve: (video) => video.id, description: 'Global id: opaque, the same for ever.' },
  loadMany: (ids, context) => loadItemNodes('VIDEO', ids, context),
  fields: (t) => ({
    durationSeconds: t.exposeInt('durationSeconds', {
      nullable: true,
      description: 'How long it plays, in seconds; null when unknown.',
    }),
    renditions: t.field({
      type: [RenditionType],
      description: 'Its files, the one to prefer first; none when it plays elsewhere.',
      resolve: async (video, _args, context) => (await detailsOf(video, context)).renditions,
    }),
    captions: t.field({
      type: [CaptionTrackType],
      description: 'Its captions and subtitles.',
      resolve: async (video, _args, context) => (await detailsOf(video, context)).captions,
    }),
    embedUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The player of another service, to be put in a frame.',
      resolve: async (video, _args, context) => {
        const { embedUrl } = await detailsOf(video, context);
        return embedUrl === null ? null : context.toUrl(embedUrl);
      },
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text beside it in typed blocks, in order.',
      resolve: async (video, _args, context) => withAnchors((await detailsOf(video, context)).body),
    }),
  }),
});

/** What only a video's own page needs. Every video has it: the two rows are written together. */
async function detailsOf(video: ContentItem, context: Context): Promise<VideoDetails> {
  const details = await context.loaders.video.details.load(video.id);
  if (!details) throw new Error(`video ${video.id} has no row in videos`);
  return details;
}
