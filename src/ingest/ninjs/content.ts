import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { isShort, type Playback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { plainText } from '../text/plain.js';
import { readBody, wordingToBlocks } from './body.js';
import { findCaption, findPlayable, MEDIA, readAudio, readImage, readPlayback } from './media.js';
import { findWording, type NinjsItem } from './read.js';

/** The types of items that only announce news and are not content. */
export const ANNOUNCEMENTS = new Map([
  ['event', 'an event'],
  ['planning', 'a planning item'],
]);

/** The kind of content that an item becomes, and the fields of that kind. */
interface Content extends Playback, Pick<ContentDraftInput, 'type' | 'mainImage' | 'audio' | 'images'> {
  readonly body: readonly DraftBlock[];
}

/** Decides what each ninjs type becomes. A picture or video without a file for browsers becomes an article. */
export function readContent(item: NinjsItem): Content {
  switch (item.type) {
    case 'picture':
      return readPicture(item, 'GALLERY');
    case 'graphic':
      return readPicture(item, 'INFOGRAPHIC');
    case 'audio':
      return { mainImage: readPreview(item), audio: readAudio(item), body: readBodyFirst(item) };
    case 'video':
      return readVideo(item);
    default:
      return { mainImage: readImage(item), body: readBody(item.bodies) };
  }
}

/** Reads a picture or a graphic. A caption belongs to the picture, so the body is read only if there is no caption. */
function readPicture(item: NinjsItem, type: 'GALLERY' | 'INFOGRAPHIC'): Content {
  const image = readImage(item);
  if (image === undefined) return { body: readCaptionFirst(item) };
  const embedUrl = type === 'INFOGRAPHIC' ? readPlayback(item)?.embedUrl : undefined;
  const body = image.caption === undefined ? readBody(item.bodies) : [];
  return { type, mainImage: image, images: [image], embedUrl, body };
}

function readVideo(item: NinjsItem): Content {
  const playback = readPlayback(item);
  const content = { mainImage: readPreview(item), body: readBodyFirst(item) };
  return playback ? { ...content, ...playback, type: 'VIDEO' } : content;
}

/** Reads the still of a recording without its caption. The caption describes the recording: it goes into the body. */
function readPreview(item: NinjsItem): ContentDraftInput['mainImage'] {
  const image = readImage(item);
  return image && { ...image, caption: undefined };
}

function readCaptionFirst(item: NinjsItem): DraftBlock[] {
  const caption = findCaption(item);
  return caption && plainText(caption.value) !== undefined ? wordingToBlocks(caption) : readBody(item.bodies);
}

function readBodyFirst(item: NinjsItem): DraftBlock[] {
  const body = readBody(item.bodies);
  return body.length > 0 ? body : readCaptionFirst(item);
}

/** Adds an item's associations: pictures, sounds, videos and texts inside it. Only published associations count. */
export function addAssociations(item: NinjsItem, content: Content) {
  const associations = item.associations.filter(
    ({ status, type }) => status === 'PUBLISHED' && !ANNOUNCEMENTS.has(type),
  );
  const pictures = collectPictures(associations);
  const main = content.mainImage ? undefined : chooseMain(pictures);
  const texts = associations.filter((each) => !MEDIA.has(each.type));
  const isPackage = content.body.length === 0 && !MEDIA.has(item.type);
  const ownBody = isPackage ? texts.flatMap(textToSection) : content.body;
  const body = placePictures(ownBody, pictures, main);
  const mainImage = content.mainImage ?? main?.image;
  const embargoedUntil = latest([item, ...associations].map((each) => each.embargoedUntil));
  if (isGallery(item, associations, body)) {
    const images = pictures.map(({ image }) => image);
    const text = body.filter((block) => block.type !== 'image');
    return { ...content, type: 'GALLERY' as const, mainImage, images, body: text, related: [], embargoedUntil };
  }
  return {
    ...content,
    mainImage,
    audio: content.audio ?? associations.flatMap((each) => (each.type === 'audio' ? (readAudio(each) ?? []) : []))[0],
    body: [...body, ...listUnshown(associations, pictures, body, mainImage)],
    related: [...new Set(texts.flatMap(({ id }) => id ?? []))].filter((id) => id !== item.id),
    embargoedUntil,
  };
}

/** True if a package is a gallery: it holds only pictures, and little text. */
function isGallery(item: NinjsItem, associations: readonly NinjsItem[], body: readonly DraftBlock[]): boolean {
  const arePictures = associations.every((each) => each.type === 'picture' && readImage(each));
  return item.type === 'composite' && associations.length > 0 && arePictures && isShort(body, item.language);
}

/** Makes blocks for the videos and pictures that the body doesn't show yet, in order. */
function listUnshown(
  associations: readonly NinjsItem[],
  pictures: readonly Picture[],
  body: readonly DraftBlock[],
  mainImage: Image | undefined,
): DraftBlock[] {
  const shown = new Set(body.flatMap((block) => (block.type === 'image' ? block.image.url : [])));
  const others = pictures.filter(
    ({ image, item }) => item.type !== 'video' && image !== mainImage && !shown.has(image.url),
  );
  const videos = associations.filter(({ type }) => type === 'video').flatMap((each) => findPlayable(each).slice(0, 1));
  return [
    ...videos.map(({ href }): DraftBlock => ({ type: 'embed', url: href })),
    ...others.map(({ image }): DraftBlock => ({ type: 'image', image })),
  ];
}

type Picture = ReturnType<typeof collectPictures>[number];

function collectPictures(associations: readonly NinjsItem[]) {
  return associations.flatMap((item) => {
    const image = item.type === 'audio' || !MEDIA.has(item.type) ? undefined : readImage(item);
    return image ? [{ item, image }] : [];
  });
}

/** Chooses the main picture: by its name, or else the first picture, or else a graphic, or else a still of a video. */
function chooseMain(pictures: readonly Picture[]): Picture | undefined {
  const ofType = (type: string) => pictures.find(({ item }) => item.type === type);
  const named = pictures.find(({ item }) => /feature|main|lead|hero/i.test(`${item.name} ${item.rel}`));
  return named ?? ofType('picture') ?? ofType('graphic') ?? ofType('video');
}

/** Replaces each associated picture in a body by its best rendition. The main picture is removed from the body. */
function placePictures(body: readonly DraftBlock[], pictures: readonly Picture[], main?: Picture): DraftBlock[] {
  return body.flatMap((block): DraftBlock[] => {
    if (block.type !== 'image') return [block];
    const { url, altText, caption } = block.image;
    const picture = pictures.find(({ item }) => item.renditions.some(({ href }) => href === url));
    if (picture === undefined) return [block];
    const { image } = picture;
    const words = { altText: image.altText || altText, caption: image.caption ?? caption };
    return picture === main ? [] : [{ type: 'image', image: { ...image, ...words } }];
  });
}

function textToSection(text: NinjsItem): DraftBlock[] {
  const body = readBody(text.bodies);
  const headline = plainText(findWording(text.headlines, ['main', ''])?.value ?? text.title);
  return body.length > 0 && headline !== undefined ? [{ type: 'heading', level: 2, text: headline }, ...body] : body;
}

function latest(times: readonly (Date | undefined)[]): Date | undefined {
  return times.filter((time) => time !== undefined).toSorted((one, other) => other.getTime() - one.getTime())[0];
}
