import { inlineText } from '../../body/inline-html.js';
import { UnreadableDocument } from '../contract/format.js';
import { toWebUrl } from '../text/address.js';

/** True if a node is an element. `instanceof` does not work here, because jsdom's classes belong to another window. */
export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** Returns the text of a node as a reader sees it, on one line. */
export function readText(node: Node): string {
  return isElement(node) ? inlineText(node.innerHTML) : (node.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Resolves an http(s) address. Without a base, a path from the root stays a path. Returns undefined for `data:`. */
export function resolveUrl(address: string | null | undefined, baseUrl?: string): string | undefined {
  const trimmed = address?.trim().replaceAll('&amp;', '&') ?? '';
  if (trimmed === '' || /[{}]/.test(trimmed)) return undefined;
  const isRooted = trimmed.startsWith('/') && !URL.canParse(trimmed, baseUrl);
  return toWebUrl(trimmed, baseUrl) ?? (isRooted ? encodeURI(trimmed) : undefined);
}

/** Does the same as `URL.parse`, which Node 20 lacks. */
export function parseUrl(address: string, baseUrl?: string): URL | undefined {
  return URL.canParse(address, baseUrl) ? new URL(address, baseUrl) : undefined;
}

/** Returns the first usable address in these attributes. */
export function resolveAttribute(element: Element, names: readonly string[], baseUrl?: string): string | undefined {
  return names.map((name) => resolveUrl(element.getAttribute(name), baseUrl)).find((url) => url !== undefined);
}

/** Reads pixels from an attribute or a meta tag: `640`, `640px`. */
export function readPixels(value: unknown): number | undefined {
  const pixels = Number(/^\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$/.exec(String(value ?? ''))?.[1]);
  return pixels > 0 ? pixels : undefined;
}

/** The most tags of a document. An element and its text take about ten kilobytes of memory while a page is read. */
const MAX_TAGS = 200_000;

/** Refuses HTML with too many elements for memory. Articles have far fewer elements. */
export function refuseManyTags(html: string): void {
  let tags = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1))
    if (/[a-z]/i.test(html.charAt(at + 1))) tags += 1;
  if (tags > MAX_TAGS) {
    throw new UnreadableDocument(
      `Its HTML has ${tags} tags, and at most ${MAX_TAGS} are read: remove everything that isn't text.`,
    );
  }
}

const MAX_DEPTH = 1000;
/** Elements that need no end tag. They do not nest, even if they are never closed. */
export const UNNESTED = new Set(
  'p li dt dd td th tr tbody thead tfoot option rt rp br img hr input meta link source wbr area base col embed param track'.split(
    ' ',
  ),
);

/** True if elements nest too deep. The DOM takes quadratic time for deep nesting. Browsers stop at 512 levels. */
export function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [tag, closing, name = ''] of html.matchAll(/<(\\?\/)?([a-z][\w:-]*)[^<>]*>?/gi)) {
    if (!UNNESTED.has(name.toLowerCase()) && !tag.endsWith('/>')) {
      depth = Math.max(0, depth + (closing === undefined ? 1 : -1));
    }
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
