import { type Image, toWhole } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { guessMimeType, type Playback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { plainText } from '../text/plain.js';
import { findWording, type NinjsItem, PLAIN_ROLES, type Rendition, type Wording } from './read.js';

/** Types of items whose content is a recording or a picture. */
export const MEDIA = new Set(['picture', 'graphic', 'audio', 'video']);

/** Reads the picture of an item: the largest rendition that browsers can show. Browsers can't show TIFF. */
export function readImage(item: NinjsItem): Image | undefined {
  const [rendition] = sortBySize(item.renditions.filter((each) => isWebImage(each, item.type)));
  if (rendition === undefined) return undefined;
  const { href, width, height, poi } = rendition;
  return {
    url: href,
    altText: plainText(item.altText ?? findWording(item.descriptions, ALT_ROLES)?.value) ?? '',
    caption: plainText(findCaption(item)?.value),
    credit: readCredit(item),
    width: toWhole(width),
    height: toWhole(height),
    focalPoint: poi && width && height ? { x: Math.min(poi.x / width, 1), y: Math.min(poi.y / height, 1) } : undefined,
  };
}

export function findCaption(item: NinjsItem): Wording | undefined {
  return findWording(item.descriptions, CAPTION_ROLES);
}

export function readAudio(item: NinjsItem): ContentDraftInput['audio'] {
  const rendition = item.renditions.find(
    (each) => each.contentType.startsWith('audio/') || /\.(?:mp3|m4a|aac|ogg|wav)$/i.test(pathOf(each)),
  );
  return rendition && { url: rendition.href, durationSeconds: readSeconds(rendition, SLOWEST_SOUND) };
}

/** Reads the files, captions and player of a video. Returns undefined if browsers can play none of them. */
export function readPlayback(item: NinjsItem): Playback | undefined {
  const files = findPlayable(item);
  const player = item.renditions.find(({ contentType }) => contentType.startsWith('text/html'));
  const timed = item.renditions.find(({ duration }) => duration !== undefined);
  const language = canonicalLanguage(item.language);
  const captions = item.renditions.filter((each) => each.contentType === 'text/vtt' || /\.vtt$/i.test(pathOf(each)));
  if (files.length === 0 && player === undefined) return undefined;
  return {
    renditions: files.map(({ contentType, height, href, width }) => ({
      url: href,
      mimeType: contentType || guessMimeType(href),
      width: toWhole(width),
      height: toWhole(height),
    })),
    captions: language === undefined ? [] : captions.map(({ href }) => ({ language, url: href })),
    durationSeconds: timed && readSeconds(timed, SLOWEST_VIDEO),
    embedUrl: player?.href,
  };
}

/** Finds the files that browsers can play. MP4 precedes other formats, and larger files precede smaller files. */
export function findPlayable(item: NinjsItem): Rendition[] {
  return PLAYABLE.flatMap((format) =>
    sortBySize(item.renditions.filter((each) => format.test(each.contentType || pathOf(each)))),
  );
}

const ALT_ROLES = ['alt', 'alttext', 'alternative', 'accessibility'];
const CAPTION_ROLES = ['caption', ...PLAIN_ROLES, 'summary', 'abstract'];
const PLAYABLE = [
  /^video\/mp4|\.(?:mp4|m4v)$/i,
  /^video\/(?:webm|ogg)|\.webm$/i,
  /mpegurl|\.m3u8$/i,
  /^video\/(?:mpeg|quicktime)$|\.mov$/i,
];
const NO_IMAGE =
  /\.(?:tiff?|eps|psd|pdf|mp[34]|m4[av]|mov|wmv|avi|flv|webm|og[gv]|wav|m3u8|xml|html?|json|zip)(?:$|\?)/i;
const IMAGE_FILE = /\.(?:jpe?g|png|webp|gif|avif|svg)(?:$|\?)/i;
const WEB_IMAGE = /^image\/(?:jpe?g|pjpeg|png|webp|gif|avif|svg\+xml)/;
/** The likely area in pixels of a rendition without width and height, by the name of the rendition. */
const LIKELY_AREAS: [RegExp, number][] = [
  [/thumb|icon|small|square/i, 2e4],
  [/orig|main|high|full|large|supplied|base/i, 2e6],
];
/** The fewest bytes per second of a sound or a video. If a file has fewer, its duration must be in milliseconds. */
const SLOWEST_SOUND = 500;
const SLOWEST_VIDEO = 20_000;
const LONGEST_SECONDS = 24 * 60 * 60;

function isWebImage({ contentType, href }: Rendition, type: string): boolean {
  if (contentType !== '') return WEB_IMAGE.test(contentType);
  // A rendition of a picture is a picture, except if its file extension belongs to another kind of file.
  return type === 'picture' || type === 'graphic' ? !NO_IMAGE.test(href) : IMAGE_FILE.test(href);
}

function sortBySize(renditions: readonly Rendition[]): Rendition[] {
  return renditions.toSorted((one, other) => areaOf(other) - areaOf(one));
}

function areaOf({ name, width, height }: Rendition): number {
  return width && height ? width * height : (LIKELY_AREAS.find(([pattern]) => pattern.test(name))?.[1] ?? 5e5);
}

function pathOf(rendition: Rendition): string {
  return new URL(rendition.href).pathname;
}

/** Returns a duration in seconds. A duration over a day, or too long for the size of the file, is in milliseconds. */
function readSeconds({ duration, bytes }: Rendition, slowest: number): number | undefined {
  if (duration === undefined) return undefined;
  const isMilliseconds = (bytes !== undefined && bytes / duration < slowest) || duration > LONGEST_SECONDS;
  return toWhole(isMilliseconds ? duration / 1000 : duration);
}

/** Reads the credit as it is printed: "Name/Agency". */
function readCredit(item: NinjsItem): string | undefined {
  const by = plainText(item.bylines.join(', '))?.replace(/^(?:by|photo(?: by)?|foto)\s*:?\s+/i, '');
  const line = plainText(findWording(item.descriptions, ['creditline', 'credit'])?.value);
  const agency = line ?? plainText(item.copyrightHolder) ?? plainText(item.infoSources[0]?.name);
  if (by === undefined || agency === undefined) return by ?? agency ?? shortenNotice(plainText(item.copyrightNotice));
  if (by.includes('/') || by.toLowerCase().includes(agency.toLowerCase())) return by;
  return agency.toLowerCase().includes(by.toLowerCase()) ? agency : `${by}/${agency}`;
}

/** Shortens a notice to its holder: "Copyright 2013 The Agency, www.example.com - all rights reserved." → "The Agency". */
function shortenNotice(notice: string | undefined): string | undefined {
  const holder = notice
    ?.replace(/^(?:(?:copyright|\(c\)|©)[\s:,]*)+(?:\d{4}(?:\s*[-–]\s*\d{4})?[\s,]*)?/i, '')
    .replace(/(?:\.(?=\s|$)|,?(?<!\s)\s+(?:www\.|all rights reserved)|\s[-–]\s|\s\().*$/is, '')
    .trim();
  return holder === '' ? undefined : holder;
}
