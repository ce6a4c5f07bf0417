import { describe, expect, it } from 'vitest';
import { type ContentDraft, contentDraftSchema } from '../../src/ingest/contract/draft.js';
import type { ParsedDocument } from '../../src/ingest/contract/format.js';
import { ninjsFormat } from '../../src/ingest/ninjs/format.js';

describe('ninjs: one story in each generation', () => {
  const expected = {
    sourceId: 'urn:newsml:agency.example:20240305:42',
    headline: 'Harbour bridge reopens after two years',
    standfirst: 'Traffic crossed the bridge at dawn.',
    byline: 'By Ada Quill and Tom Reed, XNA',
    authors: [{ name: 'Ada Quill' }, { name: 'Tom Reed' }],
    dateline: 'Port Merrow',
    language: 'en-GB',
    urgency: 3,
    section: { name: 'Sport' },
    body: [
      { type: 'paragraph', html: 'Cars crossed.' },
      { type: 'paragraph', html: 'Ferries <strong>rested</strong>.' },
    ],
    publishedAt: new Date('2024-03-05T06:00:00Z'),
    updatedAt: new Date('2024-03-05T09:30:00Z'),
    embargoedUntil: new Date('2024-03-05T05:00:00Z'),
    expiresAt: new Date('2025-03-05T05:00:00Z'),
    edNote: 'Adds quotes.',
    tags: [
      { name: 'Bridges', kind: 'SUBJECT' },
      { name: 'Mayor Lind', kind: 'PERSON' },
      { name: 'Merrow Port Trust', kind: 'ORGANISATION' },
      { name: 'Merrow', kind: 'PLACE' },
      { name: 'Bridge Week', kind: 'EVENT' },
    ],
  };

  it('reads 1.x, with its pattern properties and codes', async () => {
    const draft = await readDraft({
      uri: expected.sourceId,
      type: 'text',
      headline: expected.headline,
      description_text: expected.standfirst,
      body_text: 'Cars crossed. Ferries rested.',
      body_xhtml: '<p>Cars crossed.</p><p>Ferries <b>rested</b>.</p>',
      byline: expected.byline,
      located: expected.dateline,
      language: 'en_gb',
      urgency: 3,
      subject: [
        { name: 'Sport', scheme: 'http://cv.iptc.org/newscodes/mediatopic/', code: '15000000' },
        { name: 'Bridges', rel: 'about' },
      ],
      person: [{ name: 'Mayor Lind' }],
      organisation: [{ name: 'Merrow Port Trust' }],
      place: [{ name: 'Merrow' }],
      event: [{ name: 'Bridge Week' }],
      firstcreated: '2024-03-05T06:00:00Z',
      versioncreated: '2024-03-05T10:30:00+01:00',
      embargoed: '2024-03-05T05:00:00Z',
      expires: '2025-03-05T05:00:00Z',
      ednote: expected.edNote,
    });
    expect(draft).toMatchObject(expected);
  });

  it('reads 2.x, with lower-case names and lists', async () => {
    const draft = await readDraft({
      uri: expected.sourceId,
      type: 'text',
      headlines: [{ role: 'main', value: expected.headline }],
      descriptions: [{ role: 'text', contenttype: 'text/plain', value: expected.standfirst }],
      bodies: [
        { role: 'text', contenttype: 'text/plain', value: 'Cars crossed. Ferries rested.' },
        {
          role: 'html5',
          contenttype: 'text/html',
          value: '<body><p>Cars crossed.</p><p>Ferries <b>rested</b>.</p></body>',
        },
      ],
      by: expected.byline,
      located: expected.dateline,
      language: 'en-GB',
      urgency: 3,
      subjects: [{ name: 'Sport', uri: 'http://cv.iptc.org/newscodes/mediatopic/15000000' }, { name: 'Bridges' }],
      people: [{ name: 'Mayor Lind' }],
      organisations: [{ name: 'Merrow Port Trust' }],
      places: [{ name: 'Merrow' }],
      events: [{ name: 'Bridge Week' }],
      firstcreated: '2024-03-05T06:00:00Z',
      versioncreated: '2024-03-05T09:30:00Z',
      embargoeduntil: '2024-03-05T05:00:00Z',
      expires: '2025-03-05T05:00:00Z',
      ednote: expected.edNote,
    });
    expect(draft).toMatchObject(expected);
  });

  it('reads 3.x, with camel case, and NITF', async () => {
    const nitf = `<?xml version="1.0"?><nitf><head><title>${expected.headline}</title></head><body><body.head><hedline><hl1>${expected.headline}</hl1></hedline><byline>By Nobody</byline></body.head>
      <body.content><block><p lede="true">Cars crossed.</p></block><p>Ferries <em style="x"><strong>rested</strong></em>.</p></body.content></body></nitf>`;
    const draft = await readDraft({
      standard: { name: 'ninjs', version: '3.0' },
      uri: expected.sourceId,
      type: 'text',
      headlines: [
        { role: 'sub', value: 'Not this one' },
        { role: 'main', value: expected.headline },
      ],
      descriptions: [
        { role: 'creditline', value: 'XNA' },
        { role: 'summary', value: expected.standfirst },
      ],
      bodies: [
        { role: 'text', contentType: 'text/plain', value: 'Cars crossed. Ferries rested.' },
        { role: 'nitf', contentType: 'text/vnd.IPTC.NITF', value: nitf },
      ],
      by: expected.byline,
      located: expected.dateline,
      language: 'en-GB',
      urgency: 3,
      subjects: [
        { name: 'Bridges' },
        { name: 'Sport', uri: 'http://cv.iptc.org/newscodes/mediatopic/15000000', rel: 'classifies' },
      ],
      people: [{ name: 'Mayor Lind', rel: 'about' }],
      organisations: [{ name: 'Merrow Port Trust' }],
      places: [{ name: 'Merrow' }],
      events: [{ name: 'Bridge Week' }],
      firstCreated: '2024-03-05T06:00:00Z',
      versionCreated: '2024-03-05T09:30:00Z',
      embargoedUntil: '2024-03-05T05:00:00Z',
      expires: '2025-03-05T05:00:00Z',
      edNote: expected.edNote,
    });
    expect(draft).toMatchObject({
      ...expected,
      body: [expected.body[0], { type: 'paragraph', html: 'Ferries <em><strong>rested</strong></em>.' }],
    });
  });
});

describe('ninjs: the fields of an item', () => {
  it('make a withheld item a draft, and a canceled item withdrawn, with the note as the reason', async () => {
    expect(await readDraft({ ...STORY, pubStatus: 'withheld' })).toMatchObject({ status: 'DRAFT' });
    expect(await readDraft({ ...STORY, pubstatus: 'canceled', ednote: 'Names the wrong man.' })).toMatchObject({
      status: 'WITHDRAWN',
      withdrawnReason: 'Names the wrong man.',
    });
    expect(await read({ ...STORY, pubStatus: 'commissioned' })).toMatchObject([{ kind: 'failed' }]);
  });

  it('withdraw an item even if they are only its id and its status', async () => {
    expect(await readDraft({ uri: 'urn:x:1', pubStatus: 'canceled' })).toMatchObject({
      sourceId: 'urn:x:1',
      status: 'WITHDRAWN',
    });
  });

  it('give a headline from the title, the slugline, or the first sentence of the text', async () => {
    const caption = 'A diver on Mt. Orm looks up. Behind her the lake freezes.';
    expect(await readDraft({ uri: 'x:1', title: 'T', slugline: 'S' })).toMatchObject({ headline: 'T' });
    expect(await readDraft({ uri: 'x:1', slugline: 'S' })).toMatchObject({ headline: 'S' });
    const described = await readDraft({
      uri: 'x:1',
      type: 'picture',
      descriptions: [{ value: `Snow fell. ${caption}` }],
    });
    expect(described.headline).toBe('Snow fell.');
    const { headline } = await readDraft({ uri: 'x:1', body_text: 'word '.repeat(60) });
    expect(headline).toMatch(/^(word ){22,}word…$/);
    expect(headline.length).toBeLessThanOrEqual(120);
    expect(await read({ uri: 'x:1' })).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('headlines') },
    ]);
  });

  it('give a source id from guid or altIds, and an item without an id fails', async () => {
    expect(await readDraft({ headline: 'H', guid: 'tag:g' })).toMatchObject({ sourceId: 'tag:g' });
    const ids = [
      { role: 'etag', value: 'v7' },
      { role: 'itemid', value: 'i-1' },
    ];
    expect(await readDraft({ headline: 'H', altIds: ids })).toMatchObject({ sourceId: 'i-1' });
    expect(await readDraft({ headline: 'H', altids: { etag: 'v7', itemid: 'i-1' } })).toMatchObject({
      sourceId: 'i-1',
    });
    expect(await read({ headline: 'H' })).toMatchObject([{ kind: 'failed', reason: expect.stringMatching(/^uri: /) }]);
  });

  it('give sources with their roles, and people with the role of an author become authors and not tags', async () => {
    const draft = await readDraft({
      ...STORY,
      infoSources: [
        { name: 'XNA', role: 'http://cv.example/role/originator' },
        { name: 'Wire Desk', role: 'editor', contactInfo: [{ type: 'url', value: 'https://desk.example/' }] },
      ],
      copyrightHolder: 'xna',
      provider: 'Relay',
      people: [
        { name: 'Ada Quill', rel: 'author' },
        { name: 'Mayor Lind', rel: 'about' },
      ],
    });
    expect(draft.sources).toEqual([
      { name: 'XNA', role: 'originator' },
      { name: 'Wire Desk', role: 'editor', url: 'https://desk.example/' },
      { name: 'Relay', role: 'provider' },
    ]);
    expect(draft.authors).toEqual([{ name: 'Ada Quill' }]);
    expect(draft.tags).toMatchObject([{ name: 'Mayor Lind', kind: 'PERSON' }]);
  });

  it('make an agency a source and not an author', async () => {
    expect(await readDraft({ ...STORY, by: 'XNA' })).toMatchObject({
      byline: 'XNA',
      authors: [],
      sources: [{ name: 'XNA' }],
    });
  });

  it('give each tag once, as a place if it is also a subject, and at most thirty tags', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ name: `Topic ${index}` }));
    const draft = await readDraft({ ...STORY, subjects: [{ name: 'merrow' }, ...many], places: [{ name: 'Merrow' }] });
    expect(draft.tags).toHaveLength(30);
    expect(draft.tags[0]).toMatchObject({ name: 'merrow', kind: 'PLACE' });
    expect(await readDraft({ ...STORY, keywords: ['ice', 'Snow, Ice'] })).toMatchObject({
      tags: [{ name: 'ice' }, { name: 'Snow' }],
    });
  });

  it.each([
    ['http://cv.iptc.org/newscodes/genre/Opinion', 'OPINION'],
    ['Backgrounder', 'ANALYSIS'],
    ['Feature', 'FEATURE'],
    ['Blog', 'BLOG'],
    ['Current', 'NEWS'],
  ])('have the genre %s, which becomes %s', async (uri, genre) => {
    expect(await readDraft({ ...STORY, genres: [{ uri }] })).toMatchObject({ genre });
  });

  it('lose an invalid language and an urgency out of range', async () => {
    const draft = await readDraft({ ...STORY, language: 'not a language', urgency: 12 });
    expect(draft.language).toBeUndefined();
    expect(draft.urgency).toBeUndefined();
  });

  it('give dates in the time zone of the import if they have no zone', async () => {
    const draft = await readDraft(
      { ...STORY, versioncreated: '2024-07-01T12:00:00', embargoed: '2024-07-01' },
      'Europe/Oslo',
    );
    expect(draft.publishedAt).toEqual(new Date('2024-07-01T10:00:00Z'));
    expect(draft.embargoedUntil).toEqual(new Date('2024-06-30T22:00:00Z'));
  });

  it('do not repeat the headline in the body', async () => {
    const value =
      '<html><head><title>Told</title></head><body><article><h1>Told</h1><p>Text.</p></article></body></html>';
    const draft = await readDraft({
      uri: 'x:1',
      headline: 'Told',
      bodies: [{ role: 'html5', contentType: 'text/html', value }],
    });
    expect(draft.body).toEqual([{ type: 'paragraph', html: 'Text.' }]);
  });
});

const STORY = { uri: 'urn:x:1', type: 'text', headline: 'Told' };

async function read(document: unknown, timeZone = 'UTC'): Promise<ParsedDocument[]> {
  const bytes = Buffer.from(JSON.stringify(document));
  const file = { path: 'item.json', size: bytes.length, bytes: async () => bytes };
  const documents: ParsedDocument[] = [];
  for await (const parsed of ninjsFormat.read(file, { timeZone })) {
    documents.push(parsed);
  }
  return documents;
}

async function readDraft(document: unknown, timeZone?: string): Promise<ContentDraft> {
  const [parsed] = await read(document, timeZone);
  if (parsed?.kind !== 'draft') {
    throw new Error(`Not a draft: ${JSON.stringify(parsed)}`);
  }
  return contentDraftSchema.parse(parsed.draft);
}
