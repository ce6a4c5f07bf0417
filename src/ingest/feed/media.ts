import type { MediaNs } from 'feedsmith';
import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { isSamePicture } from '../body/image.js';
import type { ContentDraftInput } from '../document/draft.js';
import { toWhole } from '../text/number.js';
import { foldSpace } from '../text/plain.js';
import type { ImageCandidate } from './item.js';
import { guessMarkup, lineToText } from './text.js';

/** A file that goes with an entry: an RSS enclosure, an Atom link, a JSON Feed attachment, a Media RSS content. */
export interface Attachment {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly medium?: string | undefined;
}

/** Pictures that Media RSS describes, those of groups too. Their captions and credits may stand at any level. */
export function readMediaImages(media: MediaNs.ItemOrFeed | undefined): ImageCandidate[] {
  const levels = media ? [media, ...(media.groups ?? [])] : [];
  return levels.flatMap((level) => [
    ...(level.contents ?? []).flatMap((content) => readContent(content, { ...media, ...level })),
    ...(level.thumbnails ?? []).flatMap((thumbnail) => readThumbnail(thumbnail)),
  ]);
}

export function readAttachedImages(attachments: readonly Attachment[]): ImageCandidate[] {
  return attachments.flatMap(({ url, ...file }) =>
    url && isOfKind({ url, ...file }, 'image') ? [{ url, role: 'picture' as const }] : [],
  );
}

/** The first sound file. */
export function readAudio(attachments: readonly Attachment[], seconds: number | undefined): ContentDraftInput['audio'] {
  const url = attachments.find((attachment) => isOfKind(attachment, 'audio'))?.url;
  const durationSeconds = toWhole(seconds);
  return url ? { url, ...(durationSeconds && { durationSeconds }) } : undefined;
}

/** The largest picture as an image, with what the body says of it when its first block is the same picture. */
export function chooseMainImage(
  candidates: readonly ImageCandidate[],
  resolveUrl: (url: string) => string | undefined,
  first: DraftBlock | undefined,
): Image | undefined {
  const usable = candidates.flatMap((candidate) => {
    const url = resolveUrl(candidate.url);
    return url && !AVATAR.test(url) ? [{ ...candidate, url }] : [];
  });
  const [largest] = usable.toSorted((one, other) => estimateArea(other) - estimateArea(one));
  if (!largest) {
    return undefined;
  }
  const image = toImage(largest);
  return first?.type === 'image' && isSamePicture(first.image.url, image.url)
    ? { ...first.image, ...image, altText: first.image.altText }
    : image;
}

/** The pictures of an entry, each once, the first that was met of those that are one in several sizes. */
export function listPictures(
  candidates: readonly ImageCandidate[],
  resolveUrl: (url: string) => string | undefined,
): Image[] {
  const images: Image[] = [];
  for (const candidate of candidates) {
    const url = candidate.role === 'picture' ? resolveUrl(candidate.url) : undefined;
    if (url && !AVATAR.test(url) && !images.some((other) => isSamePicture(other.url, url))) {
      images.push(toImage({ ...candidate, url }));
    }
  }
  return images;
}

/** WordPress.com puts the author's portrait before the pictures of a post. */
const AVATAR = /^https?:\/\/[\w.-]*\bgravatar\.com\/avatar\//;

function readContent(content: MediaNs.Content, around: MediaNs.ItemOrFeed): ImageCandidate[] {
  const thumbnails = (content.thumbnails ?? []).flatMap((thumbnail) => readThumbnail(thumbnail));
  if (!content.url || !isOfKind(content, 'image')) {
    return thumbnails;
  }
  const credits = content.credits ?? around.credits ?? [];
  const credit = foldSpace(credits.map(({ value }) => value ?? '').join(', ')) || content.copyright?.value;
  const caption = content.description?.value ?? around.description?.value;
  return [
    {
      url: content.url,
      role: 'picture',
      width: content.width,
      height: content.height,
      caption: caption && lineToText(guessMarkup(caption)),
      credit: credit && lineToText(guessMarkup(credit)),
    },
    ...thumbnails,
  ];
}

function readThumbnail({ url, width, height }: MediaNs.Thumbnail): ImageCandidate[] {
  return url ? [{ url, role: 'thumbnail', width, height }] : [];
}

const ENDINGS = {
  image: /\.(?:jpe?g|png|gif|webp|avif|svg)$/i,
  audio: /\.(?:mp3|m4a|aac|oga|ogg|opus|wav|flac)$/i,
};

function isOfKind({ url = '', type, medium }: Attachment, kind: 'image' | 'audio'): boolean {
  const declared = medium ?? (type?.includes('/') ? type : undefined);
  return declared ? declared.toLowerCase().startsWith(kind) : hasEnding(url, kind);
}

function hasEnding(url: string, kind: 'image' | 'audio'): boolean {
  return ENDINGS[kind].test(url.replace(/[?#].*$/s, ''));
}

/** Square pixels; a picture that doesn't say its size is taken for an ordinary one, a thumbnail for none. */
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
