import { isUtf8 } from 'node:buffer';
import type { ContentDraftInput } from '../document/draft.js';
import { UnreadableDocument } from '../document/format.js';
import { isUtf8InDisguise } from '../text/decode.js';
import { findInvalidUtf8, findText } from '../text/storable.js';

/**
 * The content type under which jsdom reads a page's bytes as a browser would. It looks for a declaration in the first
 * kilobyte only, and browsers also recognise UTF-8 that isn't declared, as saved pages often have it.
 */
export function findContentType(bytes: Buffer): string {
  const encoding = findEncoding(bytes);
  return encoding === undefined ? 'text/html' : `text/html; charset=${encoding}`;
}

/** Refuses a page whose text has holes where its bytes are not UTF-8, as it says they are. */
export function refuseHoles(draft: ContentDraftInput, bytes: Buffer): void {
  const hole = findText(draft, (text) => (text.includes('\uFFFD') ? 'hole' : undefined));
  const offset = hole && findEncoding(bytes) === 'utf-8' ? findInvalidUtf8(bytes) : undefined;
  if (offset !== undefined) {
    throw new UnreadableDocument(
      `It says that it is UTF-8 and isn't (byte ${offset}): declare the encoding that it really has, or save it as UTF-8.`,
      `line ${bytes.subarray(0, offset).toString('latin1').split('\n').length}`,
    );
  }
}

/** Refuses a page with a NUL in it, as other formats do: a parser would drop it, or put a hole in its place. */
export function refuseNul(bytes: Buffer): void {
  const encoding = readMark(bytes) ?? findEncoding(bytes) ?? 'windows-1252';
  if (!bytes.includes(0)) return;
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

/** In UTF-16, which a byte order mark names, every other byte may be zero. */
function readMark(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined;
}

function findEncoding(bytes: Buffer): string | undefined {
  const head = withoutComments(bytes.subarray(0, 100_000).toString('latin1'));
  const label = findCharset(head) ?? /^\s*<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];
  const declared = label === undefined ? undefined : nameEncoding(label);
  // A page that could be read as far as its declaration isn't in UTF-16, whatever that says.
  if (declared !== undefined && !declared.startsWith('utf-16') && !isUtf8InDisguise(bytes, declared)) return declared;
  return isUtf8(bytes) ? 'utf-8' : undefined;
}

/** Without its comments; one that doesn't end goes on to the end. */
function withoutComments(html: string): string {
  const [first = '', ...others] = html.split('<!--');
  const behind = others.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : ''));
  return [first, ...behind].join('');
}

/** What a `<meta>` says of the encoding: `charset=utf-8`, or the same within its `content`. */
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
