import { isAscii, isUtf8 } from 'node:buffer';
import { UnreadableDocument } from '../contract/format.js';
import { placeAt } from './json.js';

/** Decodes an XML file. Refuses a file with bytes that are invalid in its encoding: the text would have gaps. */
export function decodeXml(bytes: Buffer): string {
  const encoding = chooseEncoding(bytes);
  const text = decode(bytes, encoding);
  refuseNul(text, `a file read as ${encoding}`);
  return text;
}

/** Refuses a text with a NUL character, because parsers drop or replace this character. */
export function refuseNul(text: string, origin: string): void {
  const nul = text.indexOf('\0');
  if (nul === -1) return;
  throw new UnreadableDocument(
    `A NUL character, which can't be stored, is in ${origin}: save it as UTF-8 and try again.`,
    placeAt(text.slice(0, nul)),
  );
}

function chooseEncoding(bytes: Buffer): string {
  const marked = readMark(bytes);
  if (marked) return marked;
  const declared = readDeclaration(bytes);
  if (declared) return isUtf8InDisguise(bytes, declared) ? 'utf-8' : declared;
  return isUtf8(bytes) || !isWesternText(bytes) ? 'utf-8' : 'windows-1252';
}

/** Recognises the encoding by the byte order mark, or by `<?` in two-byte characters. */
function readMark(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start.startsWith('efbbbf')) return 'utf-8';
  if (start === '0000feff' || start === 'fffe0000')
    throw new UnreadableDocument(`The file is in UTF-32, which Dateline can't read: save it as UTF-8 and try again.`);
  if (start.startsWith('fffe') || start === '3c003f00') return 'utf-16le';
  return start.startsWith('feff') || start === '003c003f' ? 'utf-16be' : undefined;
}

/** Returns the WHATWG name of the declared encoding. If the declaration is in single bytes, UTF-16 is wrong. */
function readDeclaration(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 1024).toString('latin1');
  const label = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/i.exec(head)?.[1]?.trim();
  if (!label) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    throw new UnreadableDocument(
      `The file declares the unknown encoding "${label}": save it as UTF-8, declare encoding="UTF-8" and try again.`,
      'line 1',
    );
  }
}

/**
 * True if a file is UTF-8 although it declares another encoding. Such a file was usually converted by a tool. Text in a
 * single-byte encoding is practically never valid UTF-8. A short text in a double-byte encoding can be valid UTF-8 by
 * chance. So for a double-byte encoding, the bytes must also be invalid in the declared encoding.
 */
export function isUtf8InDisguise(bytes: Buffer, declared: string): boolean {
  if (declared === 'utf-8' || !isUtf8(bytes) || isAscii(bytes)) return false;
  return SINGLE_BYTE.test(declared) || !isValid(bytes, declared);
}

const SINGLE_BYTE = /^(?:windows-\d+|iso-8859-\d+(?:-i)?|koi8-[ru]|ibm866|macintosh|x-mac-cyrillic)$/;

/**
 * True if bytes are Western text in windows-1252, the default encoding of the web. Text in another alphabet would have
 * runs of accented letters ("Ïðèâåò"). Text in another code page would have signs within words ("Ma³gorzata").
 */
function isWesternText(bytes: Buffer): boolean {
  const text = decode(bytes, 'windows-1252');
  return !/[\u0080-\u009f]|[À-ÿ]{4}|[A-Za-zÀ-ÿ][¡-©¬®-³µ¶¸¹¼-¿×÷][a-zà-ÿ]/.test(text);
}

function decode(bytes: Buffer, encoding: string): string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    // Without `stream`, Node 20 decodes windows-1252 as ISO-8859-1: curly quotes become control characters.
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    const offset = findInvalidByte(bytes, encoding);
    throw new UnreadableDocument(
      `Not valid ${encoding} near byte ${offset}: declare the real encoding of the file, or save it as UTF-8, and try again.`,
      lineAt(bytes.subarray(0, offset).toString('latin1')),
    );
  }
}

/** Finds the first invalid byte with a binary search. Its offset is the length of the longest valid start. */
function findInvalidByte(bytes: Buffer, encoding: string): number {
  let valid = 0;
  let invalid = bytes.length;
  while (valid < invalid) {
    const middle = Math.ceil((valid + invalid) / 2);
    if (isValid(bytes.subarray(0, middle), encoding)) valid = middle;
    else invalid = middle - 1;
  }
  return valid;
}

/** True if bytes are valid in an encoding. An incomplete character at the end counts as valid. */
function isValid(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Describes the line in which a text ends: `line 3`. */
export function lineAt(before: string): string {
  return `line ${before.split('\n').length}`;
}
