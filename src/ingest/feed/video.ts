import type { MediaNs, YtNs } from 'feedsmith';
import { canonicalLanguage } from '../../site/language-tag.js';
import { guessMimeType, type Playback } from '../body/player.js';
import { toWebUrl } from '../text/address.js';
import { toWhole } from '../text/number.js';
import type { Attachment } from './media.js';

/** The places where an entry of a feed may have a video. */
interface VideoSource {
  readonly media?: MediaNs.ItemOrFeed | undefined;
  readonly yt?: YtNs.Item | undefined;
  readonly attachments?: readonly Attachment[];
  /** The duration of the video in seconds. */
  readonly duration?: number | undefined;
}

/** Reads the files or the player of an entry's video. Returns undefined for an entry without a video. */
export function readVideo({ attachments = [], duration, media, yt }: VideoSource): Playback | undefined {
  const levels = media ? [media, ...(media.groups ?? [])] : [];
  const contents = levels.flatMap((level) => level.contents ?? []).filter(isVideo);
  const renditions = [...contents, ...attachments.filter(isVideo)].flatMap(toRendition);
  const players = [...contents, ...levels].flatMap(({ embed, player }) => toWebUrl(embed?.url ?? player?.url) ?? []);
  const youtube =
    yt?.videoId && /^[\w-]+$/.test(yt.videoId) ? `https://www.youtube.com/embed/${yt.videoId}` : undefined;
  const embedUrl = youtube ?? (contents.length > 0 || renditions.length > 0 ? players[0] : undefined);
  if (renditions.length === 0 && embedUrl === undefined) return undefined;
  const seconds = contents.map((content) => content.duration).find((each) => each);
  return {
    renditions: youtube === undefined ? [...new Map(renditions.map((file) => [file.url, file])).values()] : [],
    captions: [...contents, ...levels].flatMap(readCaptions),
    durationSeconds: toWhole(seconds ?? duration),
    embedUrl,
  };
}

/**
 * True if an attachment is a video. Flash objects, which YouTube and others still list, do not count, because browsers no
 * longer play them.
 */
function isVideo({ medium, type = '', url = '' }: Attachment): boolean {
  if (/shockwave|flash/i.test(type)) return false;
  const kind = type.includes('/') ? type : medium;
  return kind ? /^video|mpegurl/i.test(kind) : guessMimeType(url) !== undefined;
}

function toRendition({
  type,
  url: address,
  ...file
}: Attachment & Pick<MediaNs.Content, 'bitrate' | 'height' | 'width'>) {
  const url = toWebUrl(address);
  if (url === undefined) return [];
  const mimeType = type?.includes('/') ? type : guessMimeType(url);
  const size = { width: toWhole(file.width), height: toWhole(file.height) };
  return [{ url, mimeType, ...size, bitrateKbps: toWhole(file.bitrate) }];
}

function readCaptions({ subTitles = [] }: Pick<MediaNs.ItemOrFeed, 'subTitles'>) {
  return subTitles.flatMap(({ href, lang }) => {
    const [url, language] = [toWebUrl(href), canonicalLanguage(lang)];
    return url && language ? [{ language, url }] : [];
  });
}
