import { describe, expect, it } from 'vitest';
import { type ParsedDocument, type SourceFile, UnreadableDocument } from '../../../src/ingest/contract/format.js';
import { feedFormat } from '../../../src/ingest/feed/format.js';

const FEED = `<?xml version="1.0"?>
<rss version="2.0"><channel><title>Post</title>
<item><guid>1</guid><title>One</title></item>
<item><guid>2</guid><title>Two</title></item>
</channel></rss>`;

async function readAll(file: SourceFile): Promise<ParsedDocument[]> {
  const documents: ParsedDocument[] = [];
  for await (const document of feedFormat.read(file, { timeZone: 'UTC' })) {
    documents.push(document);
  }
  return documents;
}

function makeFile(text: string): SourceFile {
  return { path: 'made.xml', size: text.length, bytes: async () => Buffer.from(text) };
}

async function errorOf(text: string): Promise<UnreadableDocument> {
  const reading = feedFormat.read(makeFile(text), { timeZone: 'UTC' })[Symbol.asyncIterator]();
  const first = await reading.next().catch((error: unknown) => error);
  if (first instanceof UnreadableDocument) {
    return first;
  }
  throw new Error(`It was read: ${JSON.stringify(first)}`);
}

describe('a file that is not a feed', () => {
  it.each([
    ['a web page', '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Moved</title></head></html>', '<html>'],
    ['other XML', '<opml version="2.0"><body/></opml>', '<opml>'],
    ['other JSON', '{"version":"1.0","uri":"x"}', 'was expected'],
    ['plain text', 'Port Alder, Tuesday', 'no elements'],
    ['an empty file', ' \n', 'empty'],
    [
      'a WordPress export',
      '<rss><channel xmlns:wp="http://wordpress.org/export/1.2/"><wp:wxr_version>1.2</wp:wxr_version></channel></rss>',
      '`wxr`',
    ],
  ])('is refused with the reason: %s', async (_, text, expected) => {
    expect((await errorOf(text)).message).toContain(expected);
  });
});

describe('a feed that is cut short', () => {
  it('is refused wherever it ends, with the number of the line', async () => {
    for (let end = 60; end < FEED.length - 1; end++) {
      const error = await errorOf(FEED.slice(0, end));
      expect(error.place).toMatch(/^line [2-5]$/);
    }
  });

  it('is refused with the element in which the file ends', async () => {
    const error = await errorOf(FEED.slice(0, FEED.indexOf('</channel>')));
    expect(error.message).toBe('Cut short: the file ends inside <channel>. Get the whole file and try again.');
    expect(error.place).toBe('line 5');
  });

  it('is refused if it is JSON, too', async () => {
    expect((await errorOf('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"')).message).toContain(
      'cut short?',
    );
  });
});

describe('a hostile feed', () => {
  const withDoctype = (doctype: string, title: string) =>
    `<?xml version="1.0"?><!DOCTYPE rss ${doctype}><rss version="2.0"><channel><item><guid>1</guid><title>${title}</title></item></channel></rss>`;

  it('is refused when it defines entities, before any is expanded or fetched', async () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('');
    const bomb = await errorOf(withDoctype(`[<!ENTITY a0 "ha">${laughs}]`, '&a9;'));
    expect(bomb.message).toContain('defines entities');
    const external = await errorOf(withDoctype('[<!ENTITY x SYSTEM "file:///etc/hostname">]', '&x;'));
    expect(external.message).toContain('defines entities');
  });

  it('is read if its DOCTYPE has only a name, as in RSS 0.91', async () => {
    const text = withDoctype(
      'PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://dtd.example/rss.dtd"',
      'Caf&eacute;',
    );
    const [document] = await readAll(makeFile(text));
    expect(document).toMatchObject({ kind: 'draft', draft: { headline: 'Café' } });
  });

  it('is refused before it is read if it is larger than 50 MB', async () => {
    const file = {
      path: 'big.rss',
      size: 51 * 1024 * 1024,
      bytes: () => Promise.reject(new Error('It was read.')),
    };
    await expect(readAll(file)).rejects.toThrow(/51 MB/);
  });

  it('loses its scripts, and all links and pictures that are not http or https', async () => {
    const text = `<rss version="2.0"><channel><item><guid>1</guid><link>javascript:alert(1)</link><title>T</title>
      <enclosure url="data:image/png;base64,AA" type="image/png"/>
      <description><![CDATA[<p onclick="x()">Hi<script>x()</script> <a href="javascript:x()">there</a></p>]]></description></item></channel></rss>`;
    const [document] = await readAll(makeFile(text));
    expect(document).toMatchObject({ kind: 'draft', draft: { body: [{ type: 'paragraph', html: 'Hi there' }] } });
    expect(JSON.stringify(document)).not.toMatch(/javascript|data:|onclick/);
  });
});
