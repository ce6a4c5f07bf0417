import sanitizeHtml from 'sanitize-html';
import { kindOfAddress } from '../image/plain-address.js';

/** Keeps text and inline marks only: a, strong, em, u, s, sub, sup, code, mark, br. Everything else leaves its text behind. */
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

/** A link keeps an address that everybody reads alike; `//host` gets the scheme that a page of today has. Without one it goes, and leaves its text. */
function cleanLink(tagName: string, { href = '' }: { [name: string]: string }) {
  const address = href.trim();
  const whole = address.startsWith('//') ? `https:${address}` : address;
  return { tagName, attribs: kindOfAddress(whole) === undefined ? {} : { href: whole } };
}

/** The plain text of inline HTML: entities decoded, white space folded. */
export function inlineText(html: string): string {
  const escaped = sanitizeHtml(prepare(html.replace(/<br\b/gi, ' $&')), { ...DROPPED, allowedTags: [] });
  return escaped
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ESCAPED[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What isn't prose: its text goes with the tag. */
const DROPPED = {
  nonTextTags: [
    ...['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'template', 'title', 'svg', 'math'],
    ...['iframe', 'object', 'video', 'audio', 'canvas', 'noembed', 'noframes', 'button'],
  ],
};
const ESCAPED: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
const EMPTY_MARK = /<(a|strong|em|u|s|sub|sup|code|mark)(?: href="[^"]*")?>((?:\s|<br \/>)*)<\/\1>/g;
const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|th|table|section|article|blockquote|figure|figcaption|hr)\b/gi;

/** A mark around nothing, or around line breaks only, goes; then the one that was around it may be empty too. */
function unwrapEmptyMarks(html: string): string {
  const unwrapped = html.replace(EMPTY_MARK, '$2');
  return unwrapped === html ? html : unwrapEmptyMarks(unwrapped);
}

/** Words of two blocks don't run together when the tags between them go; PostgreSQL and JSON take no NUL or half a character. */
function prepare(html: string): string {
  return html.toWellFormed().replaceAll('\0', '').replace(BLOCK_TAG, ' $&');
}
