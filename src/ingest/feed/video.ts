import type { MediaNs, YtNs } from 'feedsmith';
import { canonicalLanguage } from '../../site/language-tag.js';
import { guessMimeType, type Playback } from '../body/player.js';
import { toWebUrl } from '../text/address.js';
import { toWhole } from '../text/number.js';
import type { Attachment } from './media.js';

type Rendition = NonNullable<Playback['renditions']>[number];
type Caption = NonNullable<Playback['captions']>[number];

/** Where an entry of a feed may have a video. */
interface VideoSource {
  readonly media?: MediaNs.ItemOrFeed | undefined;
  readonly yt?: YtNs.Item | undefined;
  readonly attachments?: readonly Attachment[];
  /** Seconds. */
  readonly duration?: number | undefined;
}

interface VideoFile extends Attachment {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly bitrate?: number | undefined;
}

/** What an entry's video is played with: its files, or a player; undefined when it has none. */
export function readVideo({ attachments = [], duration, media, yt }: VideoSource): Playback | undefined {
  const levels = media ? [media, ...(media.groups ?? [])] : [];
  const contents = levels.flatMap((level) => level.contents ?? []).filter(isVideo);
  const renditions = [...contents, ...attachments.filter(isVideo)].flatMap((file) => toRendition(file));
  const players = [...contents, ...levels].flatMap(({ embed, player }) => toWebUrl(embed?.url ?? player?.url) ?? []);
  const youtube =
    yt?.videoId && /^[\w-]+$/.test(yt.videoId) ? `https://www.youtube.com/embed/${yt.videoId}` : undefined;
  const embedUrl = youtube ?? (contents.length > 0 || renditions.length > 0 ? players[0] : undefined);
  if (renditions.length === 0 && embedUrl === undefined) {
    return undefined;
  }
  const seconds = contents.map((content) => content.duration).find((each) => each);
  return {
    renditions: youtube === undefined ? uniqueByUrl(renditions) : [],
    captions: [...contents, ...levels].flatMap(readCaptions),
    durationSeconds: toWhole(seconds ?? duration),
    embedUrl,
  };
}

/** A Flash object, as YouTube and others still name theirs, is no file that anybody plays. */
function isVideo({ medium, type, url = '' }: Attachment): boolean {
  const kind = type?.includes('/') ? type : medium;
  return (
    !/shockwave|flash/i.test(type ?? '') && (kind ? /^video|mpegurl/i.test(kind) : guessMimeType(url) !== undefined)
  );
}

function toRendition(file: VideoFile): Rendition[] {
  const url = toWebUrl(file.url);
  const mimeType = file.type?.includes('/') ? file.type : url && guessMimeType(url);
  if (url === undefined) {
    return [];
  }
  const { bitrate, height, width } = file;
  return [{ url, mimeType, width: toWhole(width), height: toWhole(height), bitrateKbps: toWhole(bitrate) }];
}

function readCaptions({ subTitles = [] }: Pick<MediaNs.ItemOrFeed, 'subTitles'>): Caption[] {
  return subTitles.flatMap(({ href, lang }) => {
    const [url, language] = [toWebUrl(href), canonicalLanguage(lang)];
    return url && language ? [{ language, url }] : [];
  });
}

function uniqueByUrl<File extends { url: string }>(files: readonly File[]): File[] {
  return [...new Map(files.map((file) => [file.url, file])).values()];
}
