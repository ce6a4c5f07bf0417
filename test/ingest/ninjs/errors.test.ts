import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import { type ParsedDocument, UnreadableDocument } from '../../../src/ingest/contract/format.js';
import { ninjsFormat } from '../../../src/ingest/ninjs/format.js';

const STORY = { uri: 'x:1', type: 'text', headline: 'Told' };
const STORIES = [STORY, { ...STORY, uri: 5 }, { ...STORY, uri: 'x:3' }];

describe('ninjs: events and planning items', () => {
  it.each([
    [
      { uri: 'e:1', type: 'event', headlines: [{ value: 'Press day' }], bodies: [{ value: 'Come.' }] },
      'an event, which is not content',
    ],
    [
      { uri: 'e:2', title: 'Press day', eventDetails: { dates: { startDate: '2030-01-01T10:00:00Z' } } },
      'an event, which is not content',
    ],
    [{ uri: 'e:3', title: 'Cup final', events: { id: '1', name: 'Final' } }, 'an event, which is not content'],
    [{ uri: 'e:4', type: 'planning', title: 'Tomorrow' }, 'a planning item, which is not content'],
  ])('are skipped: %j', async (document, reason) => {
    expect(await read(JSON.stringify(document))).toEqual([{ kind: 'skipped', reason }]);
  });

  it('are not texts about an event, which are imported', async () => {
    const document = {
      uri: 'e:5',
      type: 'text',
      headline: 'Cup final tonight',
      body_text: 'Kick-off is at eight.',
      event: [{ name: 'Cup' }],
    };
    expect(await read(JSON.stringify(document))).toMatchObject([{ kind: 'draft' }]);
  });
});

describe('ninjs: files', () => {
  it.each([
    ['a list', STORIES],
    ['items', { items: STORIES }],
    ['_items', { _items: STORIES }],
    ['an envelope', { data: { items: STORIES.map((item) => ({ item })) } }],
  ])('reads %s of items, each with its place', async (_, document) => {
    expect(await read(JSON.stringify(document))).toMatchObject([
      { kind: 'draft', draft: { sourceId: 'x:1' }, place: 'item 1' },
      { kind: 'failed', place: 'item 2' },
      { kind: 'draft', draft: { sourceId: 'x:3' }, place: 'item 3' },
    ]);
  });

  it('are refused with the JSON path of a value of a wrong type, spelled as in the file', async () => {
    expect(await reasonOf({ uri: 'x:1', headline: 5 })).toBe('headline: expected text, found a number');
    expect(await reasonOf({ items: [{ uri: 'x:1', bodies: [{ value: ['a'] }] }] })).toBe(
      'items[0].bodies[0].value: expected text, found a list',
    );
    expect(await reasonOf({ ...STORY, Associations: { pic: { uri: true } } })).toBe(
      'Associations.pic.uri: expected text, found a boolean',
    );
    expect(await reasonOf({ ...STORY, subjects: [5] })).toBe('subjects[0]: expected an object, found a number');
    expect(await reasonOf({ ...STORY, versionCreated: '2024-02-30' })).toBe(
      'versionCreated: "2024-02-30" isn\'t a date or time that exists',
    );
    expect(await reasonOf([7])).toBe('[0]: expected an object, found a number');
  });

  it('are refused with the path of a NUL or a lone surrogate', async () => {
    expect(await reasonOf({ ...STORY, bodies: [{ value: 'a\0b' }] })).toMatch(/^bodies\[0\]\.value: .*NUL/);
    expect(await reasonOf({ ...STORY, title: 'a\ud800b' })).toMatch(/^title: .*surrogate/);
  });

  it.each([
    ['{"uri": "x:1",\n "headline": }', /line 2, column 14/],
    ['{"uri": "x:1"', /the end at line 1, column 14/],
    ['{"uri": "x:1"} {', /line 1, column 16/],
    ['{"uri": "a\nb"}', /line 1, column 11/],
    ['{"uri": "\\x"}', /column 10/],
    ['[1, 02]', /column 5/],
    ['[1, ]', /column 5/],
    ['', /the end at line 1, column 1/],
    ['"text"', /Expected a ninjs item/],
  ])('are refused with the place of the mistake: %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toBeInstanceOf(UnreadableDocument);
  });

  it('can be UTF-8 or UTF-16 with a byte order mark', async () => {
    const text = JSON.stringify({ ...STORY, headline: 'Å fjord' });
    const utf16le = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [Buffer.from(`\uFEFF${text}`), utf16le, Buffer.from(utf16le).swap16()]) {
      expect(await read(bytes)).toMatchObject([{ draft: { headline: 'Å fjord' } }]);
    }
  });

  it('are refused with the offset of a byte that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"uri": "\uFFFD caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
    await expect(read(bytes)).rejects.toThrow(/offset 16 /);
  });

  it('are refused before they are read if they are larger than 20 MB', async () => {
    const file = { path: 'big.json', size: 21 * 2 ** 20, bytes: () => Promise.reject(new Error('read')) };
    await expect(ninjsFormat.read(file, { timeZone: 'UTC' })[Symbol.asyncIterator]().next()).rejects.toThrow(
      /at most 20 MB/,
    );
  });

  it('are refused if they are nested 50,000 levels deep', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(await read(`{"uri": "x:1", "headline": "H", "extra": ${deep}}`)).toMatchObject([{ kind: 'failed' }]);
    await expect(read('['.repeat(200_000))).rejects.toBeInstanceOf(UnreadableDocument);
  });

  it('give a valid draft or a reason for any value of a property', async () => {
    const names = fc.constantFrom(
      'uri',
      'type',
      'headline',
      'headlines',
      'body_html',
      'bodies',
      'descriptions',
      'renditions',
      'by',
      'bylines',
    );
    const others = fc.constantFrom(
      'associations',
      'subject',
      'people',
      'infosource',
      'altids',
      'genre',
      'urgency',
      'language',
      'keywords',
      'value',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.string(),
        fc.array(tie('any'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(
        fc.oneof(names, others, fc.constantFrom('href', 'name', 'role', 'width', 'poi')),
        tie('any'),
        { maxKeys: 4 },
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.oneof(names, others), value.any), async (properties) => {
        const [parsed] = await read(JSON.stringify({ ...STORY, ...properties, items: undefined }));
        if (parsed?.kind === 'draft') {
          contentDraftSchema.parse(parsed.draft);
        }
        expect(parsed).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

async function read(content: string | Buffer): Promise<ParsedDocument[]> {
  const bytes = Buffer.from(content);
  const documents: ParsedDocument[] = [];
  for await (const parsed of ninjsFormat.read(
    { path: '', size: bytes.length, bytes: async () => bytes },
    { timeZone: 'UTC' },
  )) {
    documents.push(parsed);
  }
  return documents;
}

async function reasonOf(document: unknown): Promise<string | undefined> {
  const [parsed] = await read(JSON.stringify(document));
  return parsed?.kind === 'failed' ? parsed.reason : undefined;
}
