import type { DraftBlock } from '../../body/blocks.js';
import { findMedia } from '../../body/blocks.js';
import { countWords } from '../../body/read-time.js';
import { bodyText } from '../../body/text.js';
import type { Image } from '../../image/image.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { uniqueBy } from '../text/byline.js';
import { parseUrl } from './dom.js';

/** The fields that say how a video is played: from files, or in the player of another service. */
export type Playback = Pick<ContentDraftInput, 'renditions' | 'captions' | 'embedUrl' | 'durationSeconds'>;

/** Says how the video at an address is played. */
export function toPlayback(url: string): Playback {
  const mimeType = guessMimeType(url);
  return mimeType === undefined ? { embedUrl: toPlayerUrl(url) } : { renditions: [{ url, mimeType }] };
}

/** Splits a body into its first player and the other blocks. Returns undefined if the body has no player. */
export function takePlayer(body: readonly DraftBlock[]): { playback: Playback; body: DraftBlock[] } | undefined {
  const player = body.find((block) => block.type === 'embed' && findMedia([block]).hasVideo);
  return player?.type === 'embed'
    ? { playback: toPlayback(player.url), body: body.filter((block) => block !== player) }
    : undefined;
}

/** Splits a body into its pictures, without duplicates, and the other blocks. */
export function takeImages(body: readonly DraftBlock[]): { images: Image[]; body: DraftBlock[] } {
  const images = body.flatMap((block) => (block.type === 'image' ? [block.image] : []));
  return { images: uniqueBy(images, ({ url }) => url), body: body.filter((block) => block.type !== 'image') };
}

/** True if a text is short enough for a video or a gallery. An item with a longer text is an article. */
export function isShort(body: readonly DraftBlock[], language: string | undefined): boolean {
  return countWords(bodyText(body), language ?? 'en') <= MOST_WORDS;
}

const MOST_WORDS = 150;

const MIME_TYPES: Record<string, string> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mov: 'video/quicktime',
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
};

/** Returns the MIME type of a video file by its file extension. Returns undefined for any other address. */
export function guessMimeType(url: string): string | undefined {
  const ending = /\.(\w+)$/.exec(parseUrl(url, 'https://x')?.pathname ?? '')?.[1];
  return MIME_TYPES[ending?.toLowerCase() ?? ''];
}

/** Returns the address of the player. Pages of YouTube and Vimeo cannot be shown in a frame, but their players can. */
function toPlayerUrl(url: string): string {
  const youtube =
    /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/|v\/)|youtu\.be\/)([\w-]{6,20})/i.exec(
      url,
    );
  const vimeo = /^https?:\/\/(?:www\.)?vimeo\.com\/(?:channels\/\w+\/)?(\d+)/i.exec(url);
  if (youtube) return `https://www.youtube.com/embed/${youtube[1]}`;
  return vimeo ? `https://player.vimeo.com/video/${vimeo[1]}` : url;
}
