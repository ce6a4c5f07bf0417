import { JSDOM } from 'jsdom';
import { resolveUrl } from './dom.js';
import { EMBED_SELECTOR } from './embed.js';
import { IMAGE_SELECTOR, readImage } from './image.js';

/** Readies a body for reading: links absolute, pictures from `<noscript>` in their place, quotation marks and emoji as text. */
export function tidyBody(root: ParentNode, baseUrl?: string): void {
  for (const link of root.querySelectorAll('a[href]')) {
    const url = resolveUrl(link.getAttribute('href'), baseUrl);
    if (url !== undefined) {
      link.setAttribute('href', url);
    }
  }
  for (const fallback of root.querySelectorAll('noscript')) replaceFallback(fallback, baseUrl);
  for (const emoji of root.querySelectorAll('img.emoji[alt], img.wp-smiley[alt]'))
    emoji.replaceWith(emoji.getAttribute('alt') ?? '');
  for (const quotation of root.querySelectorAll('q')) {
    quotation.prepend('“');
    quotation.append('”');
  }
}

/** A `<noscript>` beside a lazy picture repeats it: it counts only where the picture has no address of its own. */
function replaceFallback(fallback: Element, baseUrl?: string): void {
  // Parsed with scripts on, as fragments are, its content is text.
  const html = fallback.children.length > 0 ? fallback.innerHTML : (fallback.textContent ?? '');
  const content = JSDOM.fragment(html);
  const media = [...content.querySelectorAll(`${IMAGE_SELECTOR}, ${EMBED_SELECTOR}`)];
  const neighbour = fallback.parentElement?.closest('figure, picture, amp-img') ?? fallback.previousElementSibling;
  const shown = neighbour ? [neighbour, ...neighbour.querySelectorAll(IMAGE_SELECTOR)] : [];
  const isShown = shown.some(
    (image) => image.matches(IMAGE_SELECTOR) && !fallback.contains(image) && readImage(image, baseUrl) !== undefined,
  );
  if (isShown) {
    fallback.remove();
  } else {
    fallback.replaceWith(...media);
  }
}
