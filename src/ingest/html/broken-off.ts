import type { JSDOM } from 'jsdom';
import { UNNESTED } from '../body/dom.js';

/** Whether a page has its end tag, and so needs no closer look. */
export function hasEnd(html: string): boolean {
  return /<\/(?:body|html)\s*>/i.test(html.slice(-10_000));
}

/**
 * The innermost element that a page without an end leaves open, if it may not be: the file was cut there. Pages may
 * leave out the ends of `html`, `body`, `p`, `li` and the like, and some do.
 */
export function findOpenElement(dom: JSDOM): Element | undefined {
  let open: Element | undefined;
  for (let element = dom.window.document.body.lastElementChild; element; element = element.lastElementChild) {
    const location: object = dom.nodeLocation(element) ?? {};
    const isOpen = 'startTag' in location && location.startTag && !('endTag' in location && location.endTag);
    // Elements of SVG may end in their own tag.
    const mustEnd = element.namespaceURI?.endsWith('xhtml') && !UNNESTED.has(element.localName);
    open = isOpen && mustEnd ? element : open;
  }
  return open;
}

/** Whether a page without an end has nothing after its head: the file was cut there, and the parser made an empty body. */
export function endsInHead(dom: JSDOM): boolean {
  const { body, head } = dom.window.document;
  const isEmpty = body.children.length === 0 && body.textContent?.trim() === '';
  return isEmpty && !dom.nodeLocation(body) && head.children.length > 0;
}
