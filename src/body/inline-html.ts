import sanitizeHtml from 'sanitize-html';
import { kindOfAddress } from '../image/plain-address.js';
import { decodeEntities } from './text.js';

/**
 * Keeps text and inline marks only: a, strong, em, u, s, sub, sup, code, mark, br. Of other tags, only the text is kept.
 */
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

/**
 * Keeps the address of a link if every browser and program reads the address in the same way. `//host` becomes
 * `https://host`. A link without an address is removed, and its text is kept.
 */
function cleanLink(tagName: string, { href = '' }: { [name: string]: string }) {
  const address = href.trim();
  const whole = address.startsWith('//') ? `https:${address}` : address;
  return { tagName, attribs: kindOfAddress(whole) === undefined ? {} : { href: whole } };
}

/** Returns the plain text of inline HTML, with decoded entities and single spaces. */
export function inlineText(html: string): string {
  const escaped = sanitizeHtml(prepare(html.replace(/<br\b/gi, ' $&')), { ...DROPPED, allowedTags: [] });
  return decodeEntities(escaped).replace(/\s+/g, ' ').trim();
}

/** Tags whose content is not text for readers. The content is removed with the tags. */
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

/**
 * Removes marks without text, such as `<em></em>`. The function calls itself, because the mark around a removed mark may
 * be empty now.
 */
function unwrapEmptyMarks(html: string): string {
  const unwrapped = html.replace(EMPTY_MARK, '$2');
  return unwrapped === html ? html : unwrapEmptyMarks(unwrapped);
}

/**
 * Puts a space before each block tag, so that the words of two blocks stay apart when the tags are removed. Removes NUL
 * and broken surrogate pairs, because PostgreSQL refuses them.
 */
function prepare(html: string): string {
  return html.toWellFormed().replaceAll('\0', '').replace(BLOCK_TAG, ' $&');
}
