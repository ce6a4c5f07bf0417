import type { MediaNs, YtNs } from 'feedsmith';
import type { DraftBlock } from '../../body/blocks.js';
import { type Image, toWhole } from '../../image/image.js';
import { canonicalLanguage } from '../../site/language-tag.js';
import { isSamePicture, uniquePictures } from '../body/image.js';
import { guessMimeType, type Playback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { toWebUrl } from '../text/address.js';
import { foldSpace } from '../text/plain.js';
import { type ImageCandidate, lineToText } from './item.js';

/** A file that goes with an entry: an RSS enclosure, an Atom link, a JSON Feed attachment, a Media RSS content. */
export interface Attachment {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly medium?: string | undefined;
}

/** Reads the attached pictures and the pictures of Media RSS. Media RSS may have captions and credits at any level. */
export function readImages(attachments: readonly Attachment[], media?: MediaNs.ItemOrFeed): ImageCandidate[] {
  const described = levelsOf(media).flatMap((level) => [
    ...(level.contents ?? []).flatMap((content) => readContent(content, { ...media, ...level })),
    ...readThumbnails(level),
  ]);
  const pictures = attachments.filter((file) => isOfKind(file, 'image'));
  return [...described, ...pictures.flatMap(({ url }) => (url ? [{ url, role: 'picture' as const }] : []))];
}

/** Returns the data of Media RSS about an entry, and about its groups of files. */
function levelsOf(media: MediaNs.ItemOrFeed | undefined): MediaNs.ItemOrFeed[] {
  return media ? [media, ...(media.groups ?? [])] : [];
}

/** Finds the first sound file. */
export function readAudio(attachments: readonly Attachment[], seconds: number | undefined): ContentDraftInput['audio'] {
  const url = attachments.find((attachment) => isOfKind(attachment, 'audio'))?.url;
  return url ? { url, durationSeconds: toWhole(seconds) } : undefined;
}

/** Makes addresses absolute. Leaves out portraits of authors: WordPress.com puts them before the pictures. */
export function resolveImages(candidates: readonly ImageCandidate[], baseUrl: string | undefined): ImageCandidate[] {
  return candidates.flatMap((candidate) => {
    const url = toWebUrl(candidate.url, baseUrl);
    return url && !AVATAR.test(url) ? [{ ...candidate, url }] : [];
  });
}

/** Chooses the largest picture. If the body begins with the same picture, its texts are used too. */
export function chooseMainImage(
  candidates: readonly ImageCandidate[],
  first: DraftBlock | undefined,
): Image | undefined {
  const [largest] = candidates.toSorted((one, other) => estimateArea(other) - estimateArea(one));
  if (!largest) return undefined;
  const image = toImage(largest);
  return first?.type === 'image' && isSamePicture(first.image.url, image.url)
    ? { ...first.image, ...image, altText: first.image.altText }
    : image;
}

/** Lists the pictures of an entry. If a picture has several sizes, the first size is taken. */
export function listPictures(candidates: readonly ImageCandidate[]): Image[] {
  return uniquePictures(candidates.filter(({ role }) => role === 'picture')).map(toImage);
}

const AVATAR = /^https?:\/\/[\w.-]*\bgravatar\.com\/avatar\//;

function readContent(content: MediaNs.Content, around: MediaNs.ItemOrFeed): ImageCandidate[] {
  const thumbnails = readThumbnails(content);
  const { height, url, width } = content;
  if (!url || !isOfKind(content, 'image')) return thumbnails;
  const credits = content.credits ?? around.credits ?? [];
  const credit = foldSpace(credits.map(({ value }) => value ?? '').join(', ')) || content.copyright?.value;
  const caption = content.description?.value ?? around.description?.value;
  const words = { caption: lineToText(caption), credit: lineToText(credit) };
  return [{ url, role: 'picture', width, height, ...words }, ...thumbnails];
}

function readThumbnails({ thumbnails = [] }: Pick<MediaNs.ItemOrFeed, 'thumbnails'>): ImageCandidate[] {
  return thumbnails.flatMap(({ height, url, width }) => (url ? [{ url, role: 'thumbnail', width, height }] : []));
}

const ENDINGS = {
  image: /\.(?:jpe?g|png|gif|webp|avif|svg)$/i,
  audio: /\.(?:mp3|m4a|aac|oga|ogg|opus|wav|flac)$/i,
};

function isOfKind({ url = '', type, medium }: Attachment, kind: 'image' | 'audio'): boolean {
  const declared = medium ?? (type?.includes('/') ? type : undefined);
  return declared ? declared.toLowerCase().startsWith(kind) : ENDINGS[kind].test(url.replace(/[?#].*$/s, ''));
}

/** Estimates the area in square pixels. Without a size, a picture counts as medium, and a thumbnail as smallest. */
function estimateArea({ role, width, height }: ImageCandidate): number {
  const side = width ?? height;
  return side ? (width ?? side) * (height ?? side) : role === 'picture' ? 640 * 480 : 0;
}

function toImage({ url, width, height, caption, credit }: ImageCandidate): Image {
  return {
    url,
    altText: '',
    ...(caption && { caption }),
    ...(credit && { credit }),
    ...(toWhole(width) && { width: toWhole(width) }),
    ...(toWhole(height) && { height: toWhole(height) }),
  };
}

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
  const levels = levelsOf(media);
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

/** True if an attachment is a video. Flash objects do not count, because no browser plays them any longer. */
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
