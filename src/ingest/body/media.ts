import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { readText } from './dom.js';
import { EMBED_SELECTOR, makeEmbed, readEmbed, readSocialEmbed, SOCIAL_SELECTOR } from './embed.js';
import { FIGURE_SELECTOR, IMAGE_SELECTOR, readFigure, readImage } from './image.js';

export const MEDIA_SELECTOR = [FIGURE_SELECTOR, IMAGE_SELECTOR, EMBED_SELECTOR, SOCIAL_SELECTOR].join(', ');
/** In a list, a table or a figure these mean that it lays a page out, rather than lists things or shows a picture. */
export const LAYOUT_SELECTOR = `h1, h2, h3, h4, h5, h6, ${FIGURE_SELECTOR}, table, blockquote, iframe, video, ${SOCIAL_SELECTOR}`;

/** A figure's pictures, or the address that WordPress leaves in it; undefined when it is only a container. */
export function figureBlocks(figure: Element, baseUrl?: string): DraftBlock[] | undefined {
  const text = readText(figure);
  if (/^https?:\/\/\S+$/.test(text) && !figure.querySelector(MEDIA_SELECTOR)) return [makeEmbed(text)];
  const isContainer = figure.querySelector(`${LAYOUT_SELECTOR}, ${EMBED_SELECTOR}`) !== null;
  const images = isContainer ? [] : readFigure(figure, baseUrl);
  return images.length > 0 ? imageBlocks(images) : undefined;
}

/** Undefined where the post's address is unknown: its words are what is left. */
export function socialBlocks(element: Element, baseUrl?: string): DraftBlock[] | undefined {
  const block = readSocialEmbed(element, baseUrl);
  return block && [block];
}

/** Undefined for an `object` without an address: what it holds is shown instead. */
export function embedBlocks(element: Element, baseUrl?: string): DraftBlock[] | undefined {
  const block = readEmbed(element, baseUrl);
  return block ? [block] : element.matches('object') ? undefined : [];
}

export function imageBlocks(images: readonly (Image | undefined)[]): DraftBlock[] {
  return images.flatMap((image) => (image ? [{ type: 'image', image }] : []));
}

/** The pictures and players within an element whose text is read apart. */
export function mediaIn(element: Element, baseUrl?: string): DraftBlock[] {
  const media = [...element.querySelectorAll(`${IMAGE_SELECTOR}, ${EMBED_SELECTOR}`)];
  return media.flatMap((item) =>
    item.matches(IMAGE_SELECTOR) ? imageBlocks([readImage(item, baseUrl)]) : (embedBlocks(item, baseUrl) ?? []),
  );
}
