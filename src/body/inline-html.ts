import sanitizeHtml from 'sanitize-html';
import { kindOfAddress } from '../image/image.js';
import { decodeEntities } from './text.js';

/** Keeps text and inline marks only. Of other tags, only the text is kept. */
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

/** Keeps the address of a link if `kindOfAddress` accepts it. `//host` becomes `https://host`. */
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

/** The text inside these tags is not for readers, so it is removed together with the tags. */
const NOT_TEXT =
  'script style textarea option xmp noscript template title svg math iframe object video audio canvas noembed noframes button';
const DROPPED = { nonTextTags: NOT_TEXT.split(' ') };
const EMPTY_MARK = /<(a|strong|em|u|s|sub|sup|code|mark)(?: href="[^"]*")?>((?:\s|<br \/>)*)<\/\1>/g;
const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|th|table|section|article|blockquote|figure|figcaption|hr)\b/gi;

/** Removes marks without text, such as `<em></em>`, until none is left: a removal may leave the outer mark empty. */
function unwrapEmptyMarks(html: string): string {
  const unwrapped = html.replace(EMPTY_MARK, '$2');
  return unwrapped === html ? html : unwrapEmptyMarks(unwrapped);
}

/** Adds spaces to separate words of two blocks. Removes NUL and replaces lone surrogates: PostgreSQL refuses both. */
function prepare(html: string): string {
  return html.toWellFormed().replaceAll('\0', '').replace(BLOCK_TAG, ' $&');
}

/** Tags that run code, load a document or take input. */
const ACTIVE_TAG =
  /^(?:script|style|iframe|object|embed|applet|form|input|button|meta|link|base|svg|math|template|frame|frameset)$/i;
/** Schemes of unsafe addresses, which run code, contain a document or refer to a local file. */
const ACTIVE_ADDRESS = /^(?:javascript|vbscript|data|blob|file):/i;

/** Returns the first part of inline HTML that could run code or load a document, for an error message. */
export function findActiveHtml(html: string): string | undefined {
  let found: string | undefined;
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: {
      '*': (tagName, attribs) => {
        found ??= describeActive(tagName, attribs);
        return { tagName, attribs };
      },
    },
  });
  return found;
}

function describeActive(tag: string, attributes: Readonly<Record<string, string>>): string | undefined {
  if (ACTIVE_TAG.test(tag)) return `<${tag.slice(0, 20)}>`;
  for (const [name, value] of Object.entries(attributes)) {
    if (/^on/i.test(name)) return `the attribute ${name.slice(0, 20)}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers ignore white space and control characters in a scheme.
    if (ACTIVE_ADDRESS.test(value.replace(/[\u0000-\u0020]/g, '')))
      return `${name.slice(0, 20)}="${value.slice(0, 20)}…"`;
  }
  return undefined;
}
