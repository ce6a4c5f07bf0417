import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ContentDraft, contentDraftSchema } from '../../src/ingest/contract/draft.js';
import type { ParsedDocument } from '../../src/ingest/contract/format.js';
import { jsonlFormat } from '../../src/ingest/jsonl/format.js';
import { type FieldMap, parseFieldMap } from '../../src/ingest/jsonl/map.js';

describe('jsonl: fields', () => {
  it('fills only the targets that a map names', async () => {
    const line = {
      link: 'https://news.example/a',
      headline: 'Bees return',
      short_description: 'To the &amp; city.',
      category: 'U.S. NEWS',
      authors: 'By Ada Quill, Tom Reed and Ines Falk, XNA',
      date: '2024-03-05',
      title: 'Not this',
      body: 'Not this either',
    };
    const map = parseFieldMap(
      'headline=headline,standfirst=short_description,section=category,authors=authors,publishedAt=date,sourceId=link',
    );
    expect(await draftOf(line, map, 'America/New_York')).toMatchObject({
      sourceId: 'https://news.example/a',
      sourceUrl: 'https://news.example/a',
      headline: 'Bees return',
      standfirst: 'To the & city.',
      section: { name: 'U.S. NEWS' },
      byline: 'By Ada Quill, Tom Reed and Ines Falk, XNA',
      authors: [{ name: 'Ada Quill' }, { name: 'Tom Reed' }, { name: 'Ines Falk' }],
      sources: [{ name: 'XNA' }],
      publishedAt: new Date('2024-03-05T05:00:00Z'),
      body: [],
    });
  });

  it('finds the usual names without a map', async () => {
    const draft = await draftOf({
      id: 17,
      url: 'https://news.example/b',
      title: 'Bees <i>return</i>',
      description: 'To the city.',
      author: [{ name: 'Ada Quill' }, 'Tom Reed, Senior Reporter'],
      category: ['City', 'Nature'],
      pub_date: '2024-03-05T10:00:00+01:00',
      content: '<p>They <b>hum</b>.</p><script>x()</script>',
      image: { url: '/i/bee.jpg', alt: 'A bee', caption: 'On a rose' },
      keywords: 'bees, City life,bees',
      lang: 'en_GB',
    });
    expect(draft).toMatchObject({
      sourceId: '17',
      sourceUrl: 'https://news.example/b',
      headline: 'Bees return',
      standfirst: 'To the city.',
      authors: [{ name: 'Ada Quill' }, { name: 'Tom Reed' }],
      section: { name: 'City' },
      publishedAt: new Date('2024-03-05T09:00:00Z'),
      body: [{ type: 'paragraph', html: 'They <strong>hum</strong>.' }],
      mainImage: { url: 'https://news.example/i/bee.jpg', altText: 'A bee', caption: 'On a rose' },
      tags: [{ name: 'bees' }, { name: 'City life' }],
      language: 'en-GB',
    });
  });

  it('takes the kind, the series and the genre from the fields that a map names', async () => {
    const map = parseFieldMap(
      'sourceId=id,headline=title,type=kind,series=show,genre=form,body=text,durationSeconds=s',
    );
    const line = { id: 'x', title: 'T', show: 'Deep water', form: 'Op-Ed' };
    const player = '<p>Watch.</p><iframe src="https://www.youtube.com/watch?v=a1B2c3D4e5F"></iframe>';
    expect(await draftOf({ ...line, kind: 'Video', text: player, s: '65' }, map)).toMatchObject({
      ...{ type: 'VIDEO', series: { name: 'Deep water' }, genre: 'OPINION', durationSeconds: 65 },
      ...{ embedUrl: 'https://www.youtube.com/embed/a1B2c3D4e5F', body: [{ html: 'Watch.' }] },
    });
    const pictures = '<p>See.</p><img src="https://p.example/1.jpg"><img src="https://p.example/2.jpg">';
    expect(await draftOf({ ...line, kind: 'photo gallery', text: pictures }, map)).toMatchObject({
      type: 'GALLERY',
      images: [{ url: 'https://p.example/1.jpg' }, { url: 'https://p.example/2.jpg' }],
      body: [{ html: 'See.' }],
    });
    expect(await readLines([JSON.stringify({ ...line, kind: 'vinyl' })], map)).toMatchObject([
      { kind: 'failed', reason: expect.stringMatching(/^kind: expected article, video, .*"vinyl"/) },
    ]);
    expect(await draftOf({ id: 'x', title: 'T', type: 'vinyl' })).toMatchObject({ type: 'ARTICLE' });
  });

  it('plays a video from the file at an address', async () => {
    const line = { id: 'x', title: 'T', type: 'video', video_url: 'https://v.example/1.mp4' };
    expect(await draftOf(line)).toMatchObject({
      ...{ type: 'VIDEO', renditions: [{ url: 'https://v.example/1.mp4', mimeType: 'video/mp4' }] },
    });
  });

  it('follows a dotted path into an object', async () => {
    const map = parseFieldMap('sourceId=meta.id, headline = names.0.text, authors=a.b');
    const line = { meta: { id: 'x-1' }, names: [{ text: 'First' }], 'a.b': 'Ada Quill' };
    expect(await draftOf(line, map)).toMatchObject({
      sourceId: 'x-1',
      headline: 'First',
      authors: [{ name: 'Ada Quill' }],
    });
  });

  it('distinguishes plain text from HTML', async () => {
    const plain = await draftOf({ id: 'x', title: 'T', text: 'If a < b & c > d.\n\nThen.' });
    expect(plain.body).toEqual([
      { type: 'paragraph', html: 'If a &lt; b &amp; c &gt; d.' },
      { type: 'paragraph', html: 'Then.' },
    ]);
  });

  it.each([
    ['Ada Quill and Tom Reed', ['Ada Quill', 'Tom Reed'], []],
    ['Ada Quill; Tom Reed, Contributor', ['Ada Quill', 'Tom Reed'], []],
    ['A. Writer, B. Writer, and C. Writer, Reuters', ['A. Writer', 'B. Writer', 'C. Writer'], ['Reuters']],
    ['ADA QUILL, Associated Press', ['ADA QUILL'], ['Associated Press']],
    ['Ada Quill, Personal Guest Writer', ['Ada Quill'], []],
    ['Robert Reed, Jr., AP', ['Robert Reed Jr.'], ['AP']],
    ['Ludwig van Damm', ['Ludwig van Damm'], []],
    ['Ada Quill, Ada Quill', ['Ada Quill'], []],
    ['AP', [], ['AP']],
  ])('takes the people out of "%s"', async (authors, people, agencies) => {
    const draft = await draftOf({ id: 'x', title: 'T', authors });
    expect(draft.authors.map(({ name }) => name)).toEqual(people);
    expect(draft.sources.map(({ name }) => name)).toEqual(agencies);
    expect(draft.byline).toBe(authors);
  });

  it.each([
    [{ title: 'T' }, /^sourceId: /],
    [{ id: 'x' }, /^headline: /],
    [{ id: 'x', title: 5 }, /^title: expected text, found a number/],
    [{ id: 'x', title: 'T', date: '2023-02-30' }, /^date: "2023-02-30" isn't a date/],
    [
      { id: 'x', title: 'T', tags: ['a', { id: 1 }] },
      /^tags\[1\]: expected text or an object with a name, found an object/,
    ],
    [{ id: 'x', title: 'T', body: ['a', 1] }, /^body\[1\]: expected text, found a number/],
    [{ id: 'x', title: 'T', status: 'pending' }, /^status: .*"pending"/],
    [{ id: 'x', title: 'T', meta: { note: 'a\0b' } }, /^meta\.note: .*NUL/],
    [{ id: 'x', title: 'a\ud800' }, /^title: .*surrogate/],
  ])('fails %j naming the field', async (line, reason) => {
    expect(await readLines([JSON.stringify(line)])).toMatchObject([
      { kind: 'failed', place: 'line 1', reason: expect.stringMatching(reason) },
    ]);
  });
});

describe('jsonl: the field map', () => {
  it.each(['headline', 'headline=', '=title', 'headlin=title', 'headline=title,', ''])(
    'refuses "%s" and lists the targets',
    (text) => {
      expect(() => parseFieldMap(text)).toThrow(/Targets: sourceId, sourceUrl, headline/);
    },
  );

  it('refuses a target that is named twice', () => {
    expect(() => parseFieldMap('headline=a,headline=b')).toThrow(/headline twice/);
  });
});

describe('jsonl: lines', () => {
  it('skips empty lines, reads a last line without a newline, and goes on after an invalid line', async () => {
    const documents = await readLines([
      '\uFEFF{"id": "1", "title": "A"}\r',
      '',
      ' \r',
      '{"id": "2" "title"}',
      '[1]',
      '{"id": "3", "title": "C"}',
    ]);
    expect(documents).toMatchObject([
      { kind: 'draft', place: 'line 1', draft: { sourceId: '1' } },
      { kind: 'failed', place: 'line 4', reason: 'not JSON: "\\"" at column 12 isn\'t expected there' },
      { kind: 'failed', place: 'line 5', reason: 'expected a JSON object, found a list' },
      { kind: 'draft', place: 'line 6', draft: { sourceId: '3' } },
    ]);
  });

  it('goes on after an invalid line of 13 MB with more escapes than the stack could hold', async () => {
    const documents = await readLines([
      `{"id": "1", "title": "${'\\u0639'.repeat(2_200_000)}", }`,
      '{"id": "2", "title": "B"}',
    ]);
    expect(documents).toMatchObject([
      { kind: 'failed', place: 'line 1', reason: 'not JSON: "}" at column 13200026 isn\'t expected there' },
      { kind: 'draft', place: 'line 2', draft: { sourceId: '2' } },
    ]);
  });

  it('reports the field that contains a byte that is not UTF-8, or a NUL', async () => {
    const broken = Buffer.concat([
      Buffer.from('{"id": "\uFFFD", "meta": {"t": "caf'),
      Buffer.from([0xe9]),
      Buffer.from('"}}\n'),
    ]);
    const documents = await readBytes(
      Buffer.concat([broken, Buffer.from('{"id": "1", "title": "a\0"}\n{"id": "2", "title": "B"}')]),
    );
    expect(documents).toMatchObject([
      { kind: 'failed', place: 'line 1', reason: "meta.t: byte 33 of the line isn't UTF-8" },
      { kind: 'failed', place: 'line 2', reason: expect.stringMatching(/^title: .*NUL/) },
      { kind: 'draft', place: 'line 3' },
    ]);
  });

  it('reports a line over 20 MB without keeping it in memory, and goes on', async () => {
    const documents = await readLines([
      `{"id": "1", "title": "${'x'.repeat(21 * 2 ** 20)}"}`,
      '{"id": "2", "title": "B"}',
    ]);
    expect(documents).toMatchObject([
      { kind: 'failed', reason: 'longer than 20 MB', place: 'line 1' },
      { kind: 'draft', place: 'line 2' },
    ]);
  });

  it('reads lines that are longer than a chunk', async () => {
    const text = 'é'.repeat(300_000);
    const documents = await readLines([`{"id": "1", "title": "A", "text": "${text}"}`, '{"id": "2", "title": "B"}']);
    expect(documents).toMatchObject([{ draft: { body: [{ html: text }] } }, { draft: { sourceId: '2' } }]);
  });

  it('refuses UTF-16', async () => {
    await expect(readBytes(Buffer.from('\uFEFF{}', 'utf16le'))).rejects.toThrow(/UTF-8/);
  });
});

async function draftOf(line: object, map?: FieldMap, timeZone?: string): Promise<ContentDraft> {
  const [parsed] = await readLines([JSON.stringify(line)], map, timeZone);
  if (parsed?.kind !== 'draft') {
    throw new Error(`Not a draft: ${JSON.stringify(parsed)}`);
  }
  return contentDraftSchema.parse(parsed.draft);
}

function readLines(lines: readonly string[], map?: FieldMap, timeZone?: string): Promise<ParsedDocument[]> {
  return readBytes(Buffer.from(lines.join('\n')), map, timeZone);
}

async function readBytes(bytes: Buffer, map?: FieldMap, timeZone = 'UTC'): Promise<ParsedDocument[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jsonl-'));
  try {
    const path = join(folder, 'file.jsonl');
    await writeFile(path, bytes);
    const documents: ParsedDocument[] = [];
    for await (const parsed of jsonlFormat(map).read(
      { path, size: bytes.length, bytes: async () => bytes },
      { timeZone },
    )) {
      documents.push(parsed);
    }
    return documents;
  } finally {
    await rm(folder, { recursive: true });
  }
}
