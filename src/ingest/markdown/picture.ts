import type { Image as ImageNode, ImageReference, PhrasingContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { readPixels, resolveUrl } from '../body/dom.js';
import { type Addresses, toPlainText } from './inline.js';

type Picture = ImageNode | ImageReference;

export function isPicture(node: PhrasingContent): node is Picture {
  return node.type === 'image' || node.type === 'imageReference';
}

/** Attributes after a picture, as kramdown and Goldmark have them: `{: width="1600"}`, `{width=1600}`. */
const ATTRIBUTES = /^\{:?([^{}\n]*)\}/;

/**
 * A picture as a block. Its title is its caption, and what stands behind a © in it the credit:
 * `![alt](/a.jpg "The old bridge. © Ann Lee"){width=1600 height=900}`. None where its address can't be opened.
 */
export function readPicture(
  node: Picture,
  attributes: string,
  { baseUrl, definitions }: Addresses,
): DraftBlock | undefined {
  const { title, url: address } = node.type === 'image' ? node : (definitions.get(node.identifier) ?? {});
  const url = resolveUrl(address, baseUrl);
  if (url === undefined) return undefined;
  const words = splitCredit(title ?? '');
  return { type: 'image', image: { url, altText: node.alt ?? '', ...words, ...readAttributes(attributes) } };
}

/** `The old bridge. © Ann Lee` → a caption and a credit. */
export function splitCredit(words: string): Pick<Image, 'caption' | 'credit'> {
  const [caption = '', ...credits] = words.split('©').map((part) => part.trim());
  const credit = credits.join('©');
  return { ...(caption && { caption }), ...(credit && { credit }) };
}

/** The attributes that stand at the beginning of the text after a picture, and what follows them. */
export function takeAttributes(text: string): { attributes: string; rest: string } {
  const [all = '', attributes = ''] = ATTRIBUTES.exec(text) ?? [];
  return { attributes, rest: text.slice(all.length) };
}

/** Nothing but a line in emphasis under a picture is its caption, as Jekyll's writers have it. */
export function readCaption(nodes: readonly PhrasingContent[]): string | undefined {
  const [only, ...others] = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return only?.type === 'emphasis' && others.length === 0 ? toPlainText([only]) : undefined;
}

/** Pixels of the file, and what a crop must keep: `width=1600 height=900 focus="0.5 0.42"`. */
function readAttributes(attributes: string): Pick<Image, 'width' | 'height' | 'focalPoint'> {
  const named = new Map(
    [...attributes.matchAll(/([a-z]+)=(?:"([^"]*)"|'([^']*)'|(\S+))/g)].map(([, name, ...values]) => [
      name,
      values.join(''),
    ]),
  );
  const [width, height] = [readPixels(named.get('width')), readPixels(named.get('height'))];
  const [x, y] = (named.get('focus') ?? '').split(' ').map(Number);
  const isPoint = x !== undefined && y !== undefined && [x, y].every((part) => part >= 0 && part <= 1);
  return { ...(width && { width }), ...(height && { height }), ...(isPoint && { focalPoint: { x, y } }) };
}
