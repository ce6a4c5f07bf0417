import { inlineText } from '../../body/inline-html.js';

/** Turns a value that may hold markup or entities into plain text on one line. An empty text becomes undefined. */
export function plainText(value: string | undefined): string | undefined {
  const text = value === undefined || !isHtml(value) ? foldSpace(value ?? '') : inlineText(value);
  return text === '' ? undefined : text;
}

/** True if a text holds an HTML tag or an entity. "a < b", "<NYSE>" and "AT&T" are plain text. */
export function isHtml(text: string): boolean {
  return MARKUP.test(text) || ENTITY.test(text);
}

/** True if a text holds HTML tags. */
export function hasMarkup(text: string): boolean {
  return MARKUP.test(text);
}

/** Escapes each `<` that does not begin an HTML tag, as in `List<String>`. */
export function escapeUnknownTags(text: string): string {
  return text.replace(UNKNOWN_TAG, '&lt;');
}

/** Makes a headline from the first sentence of a text. A long sentence is cut after a word. */
export function makeHeadline(text: string | undefined, language?: string): string | undefined {
  // Only the start of the text is segmented, because the segmenter is slow on long texts.
  const whole = text?.trim().slice(0, 10 * LONGEST_HEADLINE);
  if (!whole) return undefined;
  const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(whole);
  return cutAtWord(foldSpace(first?.segment ?? whole), LONGEST_HEADLINE);
}

/** Cuts a text after a word. The result has at most `longest` characters. A text without spaces is cut at the limit. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.slice(0, longest).search(/\s\S*$/);
  const words = text.slice(0, space > 0 ? space : longest - 1).replace(/[\ud800-\udbff]$/, '');
  return `${words.replace(/(?<![\s.,;:–—-])[\s.,;:–—-]+$/, '')}…`;
}

/** Turns white space into single spaces. Drops NUL and replaces lone surrogates, because they can't be stored. */
export function foldSpace(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').replace(/\s+/g, ' ').trim();
}

const LONGEST_HEADLINE = 120;
const TAG_NAMES =
  'a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|center|cite|code|dd|del|dfn|div|dl|dt|em|' +
  'embed|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|ins|kbd|li|mark|nitf|nobr|object|ol|p|' +
  'picture|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|time|tr|tt|u|ul|' +
  'var|video|wbr';
const TAG = `/?(?:${TAG_NAMES})(?:\\s[^<>]*)?/?>`;
const MARKUP = new RegExp(`<!--|<!doctype|<${TAG}`, 'i');
const UNKNOWN_TAG = new RegExp(`<(?!!--|${TAG})`, 'gi');
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
