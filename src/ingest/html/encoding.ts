import { isUtf8 } from 'node:buffer';
import type { ContentDraftInput } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { isUtf8InDisguise, lineAt, refuseNul } from '../text/decode.js';
import { findInvalidUtf8, findText } from '../text/storable.js';

/** Returns the content type for jsdom. jsdom itself misses undeclared UTF-8, and a declaration after the first 1 kB. */
export function findContentType(bytes: Buffer): string {
  const encoding = findEncoding(bytes);
  return encoding === undefined ? 'text/html' : `text/html; charset=${encoding}`;
}

/** Refuses a page that declares UTF-8 if its text has bytes that are not UTF-8. These characters would be lost. */
export function refuseHoles(draft: ContentDraftInput, bytes: Buffer): void {
  const hole = findText(draft, (text) => (text.includes('\uFFFD') ? 'hole' : undefined));
  const offset = hole && findEncoding(bytes) === 'utf-8' ? findInvalidUtf8(bytes) : undefined;
  if (offset !== undefined) {
    throw new UnreadableDocument(
      `The page declares UTF-8, but byte ${offset} is not UTF-8: declare its real encoding, or save it as UTF-8.`,
      lineAt(bytes.subarray(0, offset).toString('latin1')),
    );
  }
}

/** Refuses a page with a NUL character in its text. */
export function refuseNulBytes(bytes: Buffer): void {
  if (!bytes.includes(0)) return;
  const encoding = readMark(bytes) ?? findEncoding(bytes) ?? 'windows-1252';
  refuseNul(new TextDecoder(encoding).decode(bytes), `a page read as ${encoding}`);
}

/** Recognises UTF-16 by its byte order mark. In UTF-16, a zero byte is usually a part of a character, not a NUL. */
function readMark(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
}

function findEncoding(bytes: Buffer): string | undefined {
  const head = withoutComments(bytes.subarray(0, 100_000).toString('latin1'));
  const label = findCharset(head) ?? /^\s*<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];
  const declared = label === undefined ? undefined : nameEncoding(label);
  // The declaration is readable as single bytes. So the page is not UTF-16, even if it declares UTF-16.
  if (declared !== undefined && !declared.startsWith('utf-16') && !isUtf8InDisguise(bytes, declared)) return declared;
  return isUtf8(bytes) ? 'utf-8' : undefined;
}

/** Removes HTML comments. A comment without an end extends to the end of the text. */
function withoutComments(html: string): string {
  return html.replace(/<!--(?:[\s\S]*?-->|[\s\S]*$)/g, '');
}

/** Returns the encoding that a `<meta>` element declares, in its attribute `charset` or inside its attribute `content`. */
function findCharset(head: string): string | undefined {
  const charsets = [...head.matchAll(/<meta([^<>]+)/gi)].map(
    ([, attributes = '']) => [...attributes.matchAll(/charset\s*=\s*(?:["']\s*)?([\w-]+)/gi)].at(-1)?.[1],
  );
  return charsets.find((charset) => charset !== undefined);
}

function nameEncoding(label: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'replacement' ? undefined : encoding;
  } catch {
    return undefined;
  }
}
