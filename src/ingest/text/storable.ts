import { isUtf8 } from 'node:buffer';
import { inlineText } from '../../content/inline-html.js';

/** Plain text of a value that may hold markup or entities, white space folded; undefined when nothing is left. */
export function plainText(value: string | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const text = hasMarkup(value) || ENTITY.test(value) ? inlineText(value) : value.replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

/** Whether a text is HTML: it has tags that HTML knows. "a < b" and "<NYSE>" are plain text. */
export function hasMarkup(text: string): boolean {
  return MARKUP.test(text);
}

/** A headline for what has none: the first sentence of its text, cut at a word. */
export function makeHeadline(text: string | undefined, language?: string): string | undefined {
  const whole = text?.trim();
  if (whole === undefined || whole === '') {
    return undefined;
  }
  const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(whole);
  return cutAtWord((first?.segment ?? whole).replace(/\s+/g, ' ').trim(), LONGEST_HEADLINE);
}

/** BCP 47 in its canonical form (`en_us` → `en-US`); undefined for what isn't a language. */
export function canonicalLanguage(text: string | undefined): string | undefined {
  try {
    const [language] = Intl.getCanonicalLocales(text?.trim().replaceAll('_', '-') ?? []);
    return language === 'und' || language?.startsWith('und-') ? undefined : language;
  } catch {
    return undefined;
  }
}

/** The address as it is when it is one that a browser can open. */
export function httpUrl(text: string | undefined): string | undefined {
  const url = text?.trim().replace(/^\/\//, 'https://');
  return url !== undefined && /^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url) ? url : undefined;
}

/** The offset of the first byte that isn't UTF-8. */
export function findInvalidUtf8(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) {
    return undefined;
  }
  // Decoding puts U+FFFD in place of what is wrong; the text may also hold some of its own.
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + 3).equals(REPLACEMENT)) {
      return offset;
    }
    offset += 3;
    from = at + 1;
  }
  return undefined;
}

/** Where a parsed JSON value holds a string that no database takes, and why. */
export function findUnstorable(value: unknown): { path: string; problem: string } | undefined {
  return findText(value, describeUnstorable);
}

/** The first string of a parsed JSON value that has a problem: `{ path: 'body[2].text', problem: '…' }`. */
export function findText(
  value: unknown,
  judge: (text: string) => string | undefined,
  path = '',
  depth = 0,
): { path: string; problem: string } | undefined {
  if (depth > DEEPEST) {
    return { path: `${path.slice(0, 60)}…`, problem: `is nested more than ${DEEPEST} levels deep` };
  }
  if (typeof value === 'string') {
    const problem = judge(value);
    return problem ? { path, problem } : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, child] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : joinPath(path, key);
    const found = findText(child, judge, place, depth + 1);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** `a`, `b` → `a.b`, as messages name a field. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** What a JSON value is, for messages: "a number", "nothing". */
export function describeType(value: unknown): string {
  if (value === null || value === undefined) {
    return 'nothing';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const LONGEST_HEADLINE = 120;
const DEEPEST = 100;
const REPLACEMENT = Buffer.from('\uFFFD');
const MARKUP =
  /<!--|<!doctype|<\/?(?:a|abbr|article|aside|b|blockquote|body|br|center|cite|code|div|dl|em|embed|figure|font|h[1-6]|head|hr|html|i|iframe|img|li|mark|nitf|object|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|td|tr|u|ul|video)(?:\s[^>]*)?\/?>/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;

function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) {
    return text;
  }
  const start = text
    .slice(0, longest - 1)
    .toWellFormed()
    .replace('\uFFFD', '');
  const space = text.charAt(longest - 1) === ' ' ? start.length : start.lastIndexOf(' ');
  // A script without spaces between words is cut where it must be.
  return `${start.slice(0, space > 0 ? space : undefined).replace(/[\s,;:–—-]+$/u, '')}…`;
}

function describeUnstorable(text: string): string | undefined {
  if (text.includes('\0')) {
    return 'holds a NUL character (\\u0000)';
  }
  return text.isWellFormed() ? undefined : 'holds half a character (a lone surrogate such as \\ud800)';
}
