import type { Image as ImageNode, ImageReference, PhrasingContent } from 'mdast';
import type { Image } from '../../image/image.js';
import { readPixels, resolveUrl } from '../body/dom.js';
import { plainText } from '../text/plain.js';
import type { Fields } from './fields.js';
import { type Addresses, toPlainText } from './inline.js';

type Picture = ImageNode | ImageReference;

export function isPicture(node: PhrasingContent): node is Picture {
  return node.type === 'image' || node.type === 'imageReference';
}

/** Attributes after a picture, in the forms of kramdown (`{: width="1600"}`) and Goldmark (`{width=1600}`). */
const ATTRIBUTES = /^\{:?([^{}\n]*)\}/;

/**
 * Reads a picture. Its title is the caption, and the part of the title after a © is the credit:
 * `![alt](/a.jpg "The old bridge. © Ann Lee"){width=1600 height=900}`. Returns undefined without a usable address.
 */
export function readPicture(node: Picture, attributes: string, { baseUrl, definitions }: Addresses): Image | undefined {
  const { title, url: address } = node.type === 'image' ? node : (definitions.get(node.identifier) ?? {});
  const url = resolveUrl(address, baseUrl);
  const words = splitCredit(title ?? '');
  return url === undefined ? undefined : { url, altText: node.alt ?? '', ...words, ...readAttributes(attributes) };
}

/** Splits `The old bridge. © Ann Lee` into a caption and a credit. */
export function splitCredit(words: string): Pick<Image, 'caption' | 'credit'> {
  const [caption = '', ...credits] = words.split('©').map((part) => part.trim());
  const credit = credits.join('©');
  return { ...(caption && { caption }), ...(credit && { credit }) };
}

/** Removes a picture's attributes from the text after the picture, and returns them. This text is in `after[0]`. */
export function takeAttributes(after: PhrasingContent[]): string {
  const [text] = after;
  if (text?.type !== 'text') return '';
  const [all = '', attributes = ''] = ATTRIBUTES.exec(text.value) ?? [];
  after[0] = { ...text, value: text.value.slice(all.length) };
  return attributes;
}

/** Returns the caption: the text under a picture, if all of it is in emphasis. Sites with Jekyll write captions so. */
export function readCaption(nodes: readonly PhrasingContent[]): string | undefined {
  const [only, ...others] = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return only?.type === 'emphasis' && others.length === 0 ? toPlainText([only]) : undefined;
}

/** Reads the size of the file in pixels, and the point that a crop must keep: `width=1600 height=900 focus="0.5 0.42"`. */
function readAttributes(attributes: string): Pick<Image, 'width' | 'height' | 'focalPoint'> {
  const pairs = attributes.matchAll(/([a-z]+)=(?:"([^"]*)"|'([^']*)'|(\S+))/g);
  const named = new Map([...pairs].map(([, name, ...values]) => [name, values.join('')]));
  const [width, height] = [readPixels(named.get('width')), readPixels(named.get('height'))];
  const [x, y] = (named.get('focus') ?? '').split(' ').map(Number);
  const isPoint = x !== undefined && y !== undefined && [x, y].every((part) => part >= 0 && part <= 1);
  return { ...(width && { width }), ...(height && { height }), ...(isPoint && { focalPoint: { x, y } }) };
}

/** Names of the fields that may hold the main picture, as an address or an object. */
const NAMES = (
  'mainimage image featuredimage featureimage cover coverimage hero heroimage banner header images ogimage socialimage ' +
  'thumbnail'
).split(' ');
const ADDRESSES = ['url', 'src', 'path', 'image', 'href', 'overlay_image', 'teaser'];

/** Reads the main picture from the fields of site generators, if it has an address that a client can open. */
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
