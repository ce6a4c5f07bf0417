import sanitizeHtml from 'sanitize-html';
import { kindOfAddress } from '../image/plain-address.js';
import { decodeEntities } from './text.js';

/** Keeps text and inline marks only: a, strong, em, u, s, sub, sup, code, mark, br. Of other tags, only the text is kept. */
export function sanitizeInline(html: string): string {
  const clean = sanitizeHtml(prepare(html), {
    ...DROPPED,
    allowedTags: ['a', 'strong', 'em', 'u', 's', 'sub', 'sup', 'code', 'mark', 'br'],
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    transformTags: { a: cleanLink, b: 'strong', i: 'em', strike: 's', del: 's' },
    exclusiveFilter: (frame) => (frame.tag === 'a' && !frame.attribs.href ? 'excludeTag' : false),
  });
  return unwrapEmptyMarks(clean).trim();
}

/** Keeps a link's address if all programs read it alike. `//host` becomes `https://host`. A link without an address is removed, and its text is kept. */
function cleanLink(tagName: string, { href = '' }: { [name: string]: string }) {
  const address = href.trim();
  const whole = address.startsWith('//') ? `https:${address}` : address;
  return { tagName, attribs: kindOfAddress(whole) === undefined ? {} : { href: whole } };
}

/** The plain text of inline HTML: entities decoded, white space folded. */
export function inlineText(html: string): string {
  const escaped = sanitizeHtml(prepare(html.replace(/<br\b/gi, ' $&')), { ...DROPPED, allowedTags: [] });
  return decodeEntities(escaped).replace(/\s+/g, ' ').trim();
}

/** Tags that hold no prose. Their text is removed with them. */
const DROPPED = {
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'xmp',
    'noscript',
    'template',
    'title',
    'svg',
    'math',
    'iframe',
    'object',
    'video',
    'audio',
    'canvas',
    'noembed',
    'noframes',
    'button',
  ],
};
const EMPTY_MARK = /<(a|strong|em|u|s|sub|sup|code|mark)(?: href="[^"]*")?>((?:\s|<br \/>)*)<\/\1>/g;
const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|th|table|section|article|blockquote|figure|figcaption|hr)\b/gi;

/** Removes marks around nothing, or around line breaks only, until there are none: removing one may leave the mark around it empty. */
function unwrapEmptyMarks(html: string): string {
  const unwrapped = html.replace(EMPTY_MARK, '$2');
  return unwrapped === html ? html : unwrapEmptyMarks(unwrapped);
}

/** Puts spaces between blocks, so that their words stay apart without the tags. Removes NUL and broken surrogate pairs, which PostgreSQL refuses. */
function prepare(html: string): string {
  return html.toWellFormed().replaceAll('\0', '').replace(BLOCK_TAG, ' $&');
}
