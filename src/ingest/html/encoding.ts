import { isUtf8 } from 'node:buffer';
import type { ContentDraftInput } from '../contract/draft.js';
import { UnreadableDocument } from '../contract/format.js';
import { isUtf8InDisguise } from '../text/decode.js';
import { findInvalidUtf8, findText } from '../text/storable.js';

/**
 * The content type that makes jsdom decode a page as a browser would. jsdom itself reads only declarations in the first
 * kilobyte, and does not detect UTF-8 without a declaration, which saved pages often have.
 */
export function findContentType(bytes: Buffer): string {
  const encoding = findEncoding(bytes);
  return encoding === undefined ? 'text/html' : `text/html; charset=${encoding}`;
}

/** Refuses a page that declares UTF-8 and has other bytes in its text: some of its characters would be lost. */
export function refuseHoles(draft: ContentDraftInput, bytes: Buffer): void {
  const hole = findText(draft, (text) => (text.includes('\uFFFD') ? 'hole' : undefined));
  const offset = hole && findEncoding(bytes) === 'utf-8' ? findInvalidUtf8(bytes) : undefined;
  if (offset !== undefined) {
    throw new UnreadableDocument(
      `The page declares UTF-8, but byte ${offset} is not UTF-8: declare its real encoding, or save it as UTF-8.`,
      `line ${bytes.subarray(0, offset).toString('latin1').split('\n').length}`,
    );
  }
}

/** Refuses a page with a NUL character, as other formats do: a parser would drop or replace it. */
export function refuseNul(bytes: Buffer): void {
  if (!bytes.includes(0)) return;
  const encoding = readMark(bytes) ?? findEncoding(bytes) ?? 'windows-1252';
  const text = new TextDecoder(encoding).decode(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const lines = text.slice(0, nul).split('\n');
    throw new UnreadableDocument(
      `A NUL character, which no text may hold, in a page read as ${encoding}: save it as UTF-8 and try again.`,
      `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`,
    );
  }
}

/** UTF-16 by its byte order mark. Every other byte of its text may be zero without being a NUL character. */
function readMark(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
}

function findEncoding(bytes: Buffer): string | undefined {
  const head = withoutComments(bytes.subarray(0, 100_000).toString('latin1'));
  const label = findCharset(head) ?? /^\s*<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];
  const declared = label === undefined ? undefined : nameEncoding(label);
  // A declaration that was read byte by byte can't be in UTF-16, even if it says so.
  if (declared !== undefined && !declared.startsWith('utf-16') && !isUtf8InDisguise(bytes, declared)) return declared;
  return isUtf8(bytes) ? 'utf-8' : undefined;
}

/** Removes comments. A comment without an end goes on to the end of the text. */
function withoutComments(html: string): string {
  const [first = '', ...others] = html.split('<!--');
  const behind = others.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : ''));
  return [first, ...behind].join('');
}

/** The encoding that a `<meta>` declares, by its `charset` or within its `content`. */
function findCharset(head: string): string | undefined {
  for (const [, attributes = ''] of head.matchAll(/<meta([^<>]+)/gi)) {
    const charset = [...attributes.matchAll(/charset\s*=\s*(?:["']\s*)?([\w-]+)/gi)].at(-1)?.[1];
    if (charset !== undefined) return charset;
  }
  return undefined;
}

function nameEncoding(label: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'replacement' ? undefined : encoding;
  } catch {
    return undefined;
  }
}
