import type { Image } from '../../image/image.js';
import { readPixels, resolveUrl } from '../body/dom.js';
import { plainText } from '../text/plain.js';
import type { Fields } from './fields.js';

/** Names of the fields that may hold the main picture, as an address or an object. */
const NAMES = (
  'mainimage image featuredimage featureimage cover coverimage hero heroimage banner header images ogimage socialimage ' +
  'thumbnail'
).split(' ');
const ADDRESSES = ['url', 'src', 'path', 'image', 'href', 'overlay_image', 'teaser'];

/** Reads the main picture from the fields of site generators. Returns undefined if it has no address that a client can open. */
export function readMainImage({ find }: Fields, baseUrl: string | undefined): Image | undefined {
  const found = find(...NAMES)?.value;
  const value: unknown = Array.isArray(found) ? found[0] : found;
  const parts = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const part = (...names: string[]) => names.map((name) => parts.get(name)).find((each) => typeof each === 'string');
  const url = resolveUrl(textOf(value) ?? textOf(part(...ADDRESSES)), baseUrl);
  if (url === undefined) return undefined;
  const words = (own: string[], beside: string[]) => plainText(textOf(part(...own)) ?? textOf(find(...beside)?.value));
  return {
    url,
    altText: words(['altText', 'alt'], ['imagealt', 'coveralt', 'heroalt', 'heroimagealt', 'alttext']) ?? '',
    caption: words(['caption', 'title'], ['imagecaption', 'covercaption', 'herocaption', 'caption']),
    credit: words(['credit', 'attribution'], ['imagecredit', 'photocredit', 'credit']),
    width: readPixels(parts.get('width')),
    height: readPixels(parts.get('height')),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
