import { JSDOM } from 'jsdom';
import { resolveUrl } from './dom.js';
import { EMBED_SELECTOR } from './embed.js';
import { IMAGE_SELECTOR, readImage } from './image.js';

/**
 * Prepares a body for reading. Links become absolute, pictures move out of `<noscript>`, and quotation marks and emoji become
 * text.
 */
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

/** Replaces a `<noscript>` by the pictures and players inside it. A `<noscript>` that repeats a picture beside it is removed. */
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
