import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { readText } from './dom.js';
import { EMBED_SELECTOR, makeEmbed, readEmbed, readSocialEmbed, SOCIAL_SELECTOR } from './embed.js';
import { FIGURE_SELECTOR, IMAGE_SELECTOR, readFigure, readImage } from './image.js';

export const MEDIA_SELECTOR = [FIGURE_SELECTOR, IMAGE_SELECTOR, EMBED_SELECTOR, SOCIAL_SELECTOR].join(', ');
/** A list, table or figure that holds one of these elements only lays out the page. It is read as a plain container. */
export const LAYOUT_SELECTOR = `h1, h2, h3, h4, h5, h6, ${FIGURE_SELECTOR}, table, blockquote, iframe, video, ${SOCIAL_SELECTOR}`;

/**
 * Returns the pictures of a figure, or an embed if the figure holds only an address, as WordPress writes embeds. Returns
 * undefined for a figure that only contains other blocks.
 */
export function figureBlocks(figure: Element, baseUrl?: string): DraftBlock[] | undefined {
  const text = readText(figure);
  if (/^https?:\/\/\S+$/.test(text) && !figure.querySelector(MEDIA_SELECTOR)) return [makeEmbed(text)];
  const isContainer = figure.querySelector(`${LAYOUT_SELECTOR}, ${EMBED_SELECTOR}`) !== null;
  const images = isContainer ? [] : readFigure(figure, baseUrl);
  return images.length > 0 ? imageBlocks(images) : undefined;
}

/** Returns an embed of a post. Returns undefined if the address is unknown, so that the text of the post is kept. */
export function socialBlocks(element: Element, baseUrl?: string): DraftBlock[] | undefined {
  const block = readSocialEmbed(element, baseUrl);
  return block && [block];
}

/** Returns an embed of a player or a frame. Returns undefined for an `object` without an address, so that its content is kept. */
export function embedBlocks(element: Element, baseUrl?: string): DraftBlock[] | undefined {
  const block = readEmbed(element, baseUrl);
  return block ? [block] : element.matches('object') ? undefined : [];
}

export function imageBlocks(images: readonly (Image | undefined)[]): DraftBlock[] {
  return images.flatMap((image) => (image ? [{ type: 'image', image }] : []));
}

/** Returns the pictures and players inside an element whose text is read separately. */
export function mediaIn(element: Element, baseUrl?: string): DraftBlock[] {
  const media = [...element.querySelectorAll(`${IMAGE_SELECTOR}, ${EMBED_SELECTOR}`)];
  return media.flatMap((item) =>
    item.matches(IMAGE_SELECTOR) ? imageBlocks([readImage(item, baseUrl)]) : (embedBlocks(item, baseUrl) ?? []),
  );
}
