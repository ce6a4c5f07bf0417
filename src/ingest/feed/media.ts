import type { MediaNs } from 'feedsmith';
import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { isSamePicture } from '../body/image.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { toWebUrl } from '../text/address.js';
import { toWhole } from '../text/number.js';
import { foldSpace } from '../text/plain.js';
import type { ImageCandidate } from './item.js';
import { lineToText } from './text.js';

/** A file that goes with an entry: an RSS enclosure, an Atom link, a JSON Feed attachment, a Media RSS content. */
export interface Attachment {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly medium?: string | undefined;
}

/** Reads the pictures that Media RSS describes, alone or in groups. Captions and credits may stand at any level. */
export function readMediaImages(media: MediaNs.ItemOrFeed | undefined): ImageCandidate[] {
  const levels = media ? [media, ...(media.groups ?? [])] : [];
  return levels.flatMap((level) => [
    ...(level.contents ?? []).flatMap((content) => readContent(content, { ...media, ...level })),
    ...readThumbnails(level),
  ]);
}

export function readAttachedImages(attachments: readonly Attachment[]): ImageCandidate[] {
  return attachments.flatMap((file) =>
    file.url && isOfKind(file, 'image') ? [{ url: file.url, role: 'picture' as const }] : [],
  );
}

/** Finds the first sound file. */
export function readAudio(attachments: readonly Attachment[], seconds: number | undefined): ContentDraftInput['audio'] {
  const url = attachments.find((attachment) => isOfKind(attachment, 'audio'))?.url;
  return url ? { url, durationSeconds: toWhole(seconds) } : undefined;
}

/** Makes addresses absolute. Portraits of authors, which WordPress.com puts before the pictures, are left out. */
export function resolveImages(candidates: readonly ImageCandidate[], baseUrl: string | undefined): ImageCandidate[] {
  return candidates.flatMap((candidate) => {
    const url = toWebUrl(candidate.url, baseUrl);
    return url && !AVATAR.test(url) ? [{ ...candidate, url }] : [];
  });
}

/**
 * Chooses the largest picture. If the body begins with the same picture, the alternative text is taken from there, and so
 * are a missing caption and credit.
 */
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

/** Lists the pictures of an entry. If a picture has several sizes, the first one is taken. */
export function listPictures(candidates: readonly ImageCandidate[]): Image[] {
  const pictures: ImageCandidate[] = [];
  for (const candidate of candidates) {
    const isRepeated = () => pictures.some(({ url }) => isSamePicture(url, candidate.url));
    if (candidate.role === 'picture' && !isRepeated()) pictures.push(candidate);
  }
  return pictures.map(toImage);
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

/**
 * Estimates the area of a picture in square pixels. Without a stated size, a picture counts as medium-sized, and a
 * thumbnail as the smallest.
 */
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
