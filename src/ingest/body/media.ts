import { JSDOM } from 'jsdom';
import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { readText, resolveUrl } from './dom.js';
import { EMBED_SELECTOR, embedBlocks, makeEmbed, SOCIAL_SELECTOR } from './embed.js';
import { FIGURE_SELECTOR, IMAGE_SELECTOR, readFigure, readImage } from './image.js';

export const MEDIA_SELECTOR = [FIGURE_SELECTOR, IMAGE_SELECTOR, EMBED_SELECTOR, SOCIAL_SELECTOR].join(', ');
/** A list, table or figure that holds one of these elements only lays out the page. It is read as a plain container. */
export const LAYOUT_SELECTOR = `h1, h2, h3, h4, h5, h6, ${FIGURE_SELECTOR}, table, blockquote, iframe, video, ${SOCIAL_SELECTOR}`;

/** Returns the pictures of a figure. A figure with only an address is an embed of WordPress. */
export function figureBlocks(figure: Element, baseUrl?: string): DraftBlock[] | undefined {
  const text = readText(figure);
  if (/^https?:\/\/\S+$/.test(text) && !figure.querySelector(MEDIA_SELECTOR)) return [makeEmbed(text)];
  const isContainer = figure.querySelector(`${LAYOUT_SELECTOR}, ${EMBED_SELECTOR}`) !== null;
  const images = isContainer ? [] : readFigure(figure, baseUrl);
  return images.length > 0 ? imageBlocks(images) : undefined;
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

/** Makes links absolute, moves pictures out of `<noscript>`, and turns `<q>` elements and emoji into text. */
export function tidyBody(root: ParentNode, baseUrl?: string): void {
  for (const link of root.querySelectorAll('a[href]')) {
    const url = resolveUrl(link.getAttribute('href'), baseUrl);
    if (url !== undefined) link.setAttribute('href', url);
  }
  for (const fallback of root.querySelectorAll('noscript')) replaceFallback(fallback, baseUrl);
  for (const emoji of root.querySelectorAll('img.emoji[alt], img.wp-smiley[alt]'))
    emoji.replaceWith(emoji.getAttribute('alt') ?? '');
  for (const quotation of root.querySelectorAll('q')) {
    quotation.prepend('“');
    quotation.append('”');
  }
}

/** Replaces a `<noscript>` by its pictures and players. With a readable picture beside it, it is only removed. */
function replaceFallback(fallback: Element, baseUrl?: string): void {
  // In a fragment, jsdom parses the content of a `<noscript>` as text, as a browser with scripts does.
  const html = fallback.children.length > 0 ? fallback.innerHTML : (fallback.textContent ?? '');
  const media = [...JSDOM.fragment(html).querySelectorAll(`${IMAGE_SELECTOR}, ${EMBED_SELECTOR}`)];
  const neighbour = fallback.parentElement?.closest('figure, picture, amp-img') ?? fallback.previousElementSibling;
  const shown = neighbour ? [neighbour, ...neighbour.querySelectorAll(IMAGE_SELECTOR)] : [];
  const isShown = shown.some(
    (image) => image.matches(IMAGE_SELECTOR) && !fallback.contains(image) && readImage(image, baseUrl) !== undefined,
  );
  fallback.replaceWith(...(isShown ? [] : media));
}
