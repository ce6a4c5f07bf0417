import { describe, expect, it } from 'vitest';
import { UnreadableDocument } from '../../../src/ingest/contract/format.js';
import { decodeXml } from '../../../src/ingest/text/decode.js';

function declare(encoding: string, body: string, bytes: BufferEncoding = 'latin1'): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>\n<p>${body}</p>`, bytes);
}

function bodyOf(bytes: Buffer): string | undefined {
  return /<p>(.*)<\/p>/s.exec(decodeXml(bytes))?.[1];
}

function errorOf(bytes: Buffer): UnreadableDocument {
  try {
    decodeXml(bytes);
  } catch (error) {
    if (error instanceof UnreadableDocument) {
      return error;
    }
    throw error;
  }
  throw new Error('It was read.');
}

describe('decodeXml', () => {
  it('reads the declared encoding', () => {
    expect(bodyOf(declare('ISO-8859-1', 'Mar\xe9e \xe0 Lowmere'))).toBe('Marée à Lowmere');
    expect(bodyOf(declare('windows-1251', '\xcf\xee\xf0\xf2'))).toBe('Порт');
    expect(bodyOf(declare('Shift_JIS', '\x8d\x60'))).toBe('港');
  });

  it('reads curly quotes of windows-1252 in a file that declares ISO-8859-1, as browsers do', () => {
    expect(bodyOf(declare('ISO-8859-1', 'the harbour\x92s'))).toBe('the harbour’s');
  });

  it('prefers a byte order mark to the declaration, and removes the mark', () => {
    const utf8 = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), declare('ISO-8859-1', 'Nuñez', 'utf8')]);
    expect(decodeXml(utf8)).toMatch(/^<\?xml/);
    expect(bodyOf(utf8)).toBe('Nuñez');
    expect(bodyOf(Buffer.concat([Buffer.from([0xff, 0xfe]), declare('UTF-8', 'Nuñez', 'utf16le')]))).toBe('Nuñez');
  });

  it('recognises UTF-16 without a byte order mark, and UTF-8 that is declared as UTF-16', () => {
    expect(bodyOf(declare('UTF-16', 'ferry ⛴', 'utf16le'))).toBe('ferry ⛴');
    expect(bodyOf(declare('UTF-16', 'Ærø', 'utf8'))).toBe('Ærø');
  });

  it('reads valid UTF-8 as UTF-8, even if another encoding is declared', () => {
    expect(bodyOf(declare('ISO-8859-1', 'Orquesta Sinfónica', 'utf8'))).toBe('Orquesta Sinfónica');
    expect(bodyOf(declare('windows-1251', 'Порт', 'utf8'))).toBe('Порт');
  });

  it('reads a declared double-byte encoding, even if the bytes are also valid UTF-8', () => {
    expect(bodyOf(declare('GBK', '\xc1\xaa\xcd\xa8'))).toBe('联通');
  });

  it('names the byte, the line and the remedy when the bytes are not in the declared encoding', () => {
    const error = errorOf(declare('UTF-8', 'Mar\xe9e'));
    expect(error.message).toMatch(/utf-8 near byte 46.*save it as UTF-8/);
    expect(error.place).toBe('line 2');
  });

  it('reads Western text without a declaration as windows-1252, and refuses to guess at other scripts', () => {
    expect(bodyOf(Buffer.from('<p>Edi\xe7\xe3o n\xba 3, d\x92accord, \xabol\xe9\xbb</p>', 'latin1'))).toBe(
      'Edição nº 3, d’accord, «olé»',
    );
    expect(errorOf(Buffer.from('<p>\xcf\xf0\xe8\xe2\xe5\xf2</p>', 'latin1')).message).toContain(
      'declare the real encoding',
    );
    expect(errorOf(Buffer.from('<p>Ma\xb3gorzata</p>', 'latin1')).message).toContain('declare the real encoding');
  });

  it('refuses unknown encodings and NUL characters, and names them', () => {
    expect(errorOf(declare('klingon-7', 'x')).message).toContain('"klingon-7"');
    expect(errorOf(declare('UTF-8', 'a\0b')).message).toContain('NUL');
    expect(errorOf(Buffer.from('fffe00003c000000', 'hex')).message).toContain('UTF-32');
  });

  it('finds a bad byte deep in a large file without reading it byte by byte', () => {
    const bytes = Buffer.alloc(4_000_000, 'ab ');
    bytes.set([0xc3, 0x28], 3_999_000);
    bytes.write('<?xml version="1.0" encoding="UTF-8"?>');
    expect(errorOf(bytes).message).toContain('near byte 3999001');
  });
});
