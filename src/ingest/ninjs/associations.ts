import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { isShort } from '../body/player.js';
import { plainText } from '../text/plain.js';
import { readBody } from './body.js';
import { type Content, embedVideo } from './content.js';
import { MEDIA, readAudio, readImage } from './media.js';
import type { NinjsItem } from './read.js';
import { findWording } from './words.js';

/** The content of an item, together with the content of its associations, which are the items inside it. */
export interface WholeContent extends Content {
  /** Ids of the associated texts. */
  readonly related: string[];
  /** The latest embargo of the item and its associations. */
  readonly embargoedUntil: Date | undefined;
}

/** Adds an item's associated pictures, sounds, videos and texts. Withheld and canceled associations are left out. */
export function addAssociations(item: NinjsItem, content: Content): WholeContent {
  const associations = item.associations.filter(({ status, type }) => status === 'PUBLISHED' && !NO_CONTENT.has(type));
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
    return { ...content, type: 'GALLERY', mainImage, images, body: text, related: [], embargoedUntil };
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
  const arePictures =
    associations.length > 0 && associations.every((each) => each.type === 'picture' && readImage(each));
  return item.type === 'composite' && arePictures && isShort(body, item.language);
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
    ({ item: { type }, image }) => type !== 'video' && image !== mainImage && !shown.has(image.url),
  );
  return [
    ...associations.filter(({ type }) => type === 'video').flatMap(embedVideo),
    ...others.map(({ image }): DraftBlock => ({ type: 'image', image })),
  ];
}

interface Picture {
  readonly item: NinjsItem;
  readonly image: Image;
}

const NO_CONTENT = new Set(['event', 'planning']);
const MAIN_NAME = /feature|main|lead|hero/i;

function collectPictures(associations: readonly NinjsItem[]): Picture[] {
  return associations.flatMap((item) => {
    const image = item.type === 'audio' || !MEDIA.has(item.type) ? undefined : readImage(item);
    return image ? [{ item, image }] : [];
  });
}

/**
 * Chooses the main picture: a picture whose name says so, or else the first picture, or else the first graphic, or else the
 * still of a video.
 */
function chooseMain(pictures: readonly Picture[]): Picture | undefined {
  return (
    pictures.find(({ item }) => MAIN_NAME.test(`${item.name} ${item.rel}`)) ??
    ['picture', 'graphic', 'video'].map((type) => pictures.find(({ item }) => item.type === type)).find((each) => each)
  );
}

/**
 * Replaces each associated picture in a body by its best rendition, because a body may show any rendition. The main picture
 * is removed from the body.
 */
function placePictures(
  body: readonly DraftBlock[],
  pictures: readonly Picture[],
  main: Picture | undefined,
): DraftBlock[] {
  return body.flatMap((block): DraftBlock[] => {
    if (block.type !== 'image') return [block];
    const { url, altText, caption } = block.image;
    const picture = pictures.find(({ item }) => item.renditions.some(({ href }) => href === url));
    if (picture === undefined) return [block];
    const image = {
      ...picture.image,
      altText: picture.image.altText || altText,
      caption: picture.image.caption ?? caption,
    };
    return picture === main ? [] : [{ type: 'image', image }];
  });
}

/** Turns a text of a package into blocks: its headline as a heading, and its body. */
function textToSection(text: NinjsItem): DraftBlock[] {
  const body = readBody(text.bodies);
  const headline = plainText(findWording(text.headlines, ['main', ''])?.value ?? text.title);
  return body.length > 0 && headline !== undefined ? [{ type: 'heading', level: 2, text: headline }, ...body] : body;
}

function latest(times: readonly (Date | undefined)[]): Date | undefined {
  return times.filter((time) => time !== undefined).toSorted((one, other) => other.getTime() - one.getTime())[0];
}
