import type { Image } from '../../image/image.js';
import { readPixels, resolveUrl } from '../body/dom.js';
import { plainText } from '../text/plain.js';
import type { Fields, Found } from './fields.js';

/** Fields that hold the main picture: its address, or an object with more of it. */
const NAMES = [
  ...['mainimage', 'image', 'featuredimage', 'featureimage', 'cover', 'coverimage', 'hero', 'heroimage', 'banner'],
  ...['header', 'images', 'ogimage', 'socialimage', 'thumbnail'],
];
const ADDRESSES = ['url', 'src', 'path', 'image', 'href', 'overlay_image', 'teaser'];

/** The main picture as site generators have it; undefined where its address can't be opened. */
export function readMainImage({ find }: Fields, baseUrl: string | undefined): Image | undefined {
  const value = firstOf(find(...NAMES)?.value);
  const parts = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const part = (...names: string[]) => names.map((name) => parts.get(name)).find((each) => typeof each === 'string');
  const url = resolveUrl(textOf(value) ?? textOf(part(...ADDRESSES)), baseUrl);
  if (url === undefined) return undefined;
  const beside = (found: Found | undefined) => textOf(found?.value);
  const altText =
    textOf(part('altText', 'alt')) ?? beside(find('imagealt', 'coveralt', 'heroalt', 'heroimagealt', 'alttext'));
  const caption =
    textOf(part('caption', 'title')) ?? beside(find('imagecaption', 'covercaption', 'herocaption', 'caption'));
  const credit = textOf(part('credit', 'attribution')) ?? beside(find('imagecredit', 'photocredit', 'credit'));
  const [width, height] = ['width', 'height'].map((name) => readPixels(parts.get(name)));
  const words = { altText: plainText(altText) ?? '', caption: plainText(caption), credit: plainText(credit) };
  return { url, ...words, ...(width && { width }), ...(height && { height }) };
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
