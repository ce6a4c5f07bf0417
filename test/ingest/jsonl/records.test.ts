import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import type { ParsedDocument } from '../../../src/ingest/contract/format.js';
import {
  isContentRecord,
  type NewsroomRecord,
  type NewsroomRecordInput,
  recordSchema,
} from '../../../src/ingest/contract/records.js';
import { jsonlFormat } from '../../../src/ingest/jsonl/format.js';
import { RECORD_TYPES } from '../../../src/item/kind-names.js';

describe('jsonl: the lines of an export', () => {
  it('become drafts if they are articles, and records if they are anything else', async () => {
    const documents = await readLines([
      '{"record": "section", "language": "en", "slug": "city", "name": "City"}',
      '{"record": "article", "sourceId": "a:1", "headline": "Told", "publishedAt": "2024-03-05T10:00:00+01:00"}',
    ]);
    expect(documents).toMatchObject([
      { kind: 'record', place: 'line 1', record: { record: 'section', slug: 'city', position: 0 } },
      { kind: 'draft', place: 'line 2', draft: { sourceId: 'a:1', publishedAt: new Date('2024-03-05T09:00:00Z') } },
    ]);
    expect(documents[1]).not.toHaveProperty('draft.record');
  });

  it('are reported with all faults of a line together, and with the path of each fault', async () => {
    const image = { type: 'image', image: { altText: '' } };
    const [parsed] = await readLines([
      JSON.stringify({
        record: 'article',
        sourceId: 'a:1',
        headline: 'Told',
        publishedAt: 'soon',
        body: [{ ...image }],
      }),
    ]);
    expect(parsed).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^body\.0\.image\.url: [^;]+; publishedAt: Invalid ISO datetime$/),
    });
  });

  it('are refused if their `record` is unknown, but with a map, `record` is an ordinary field', async () => {
    const line = '{"record": "vinyl", "id": "1", "title": "A"}';
    expect(await readLines([line])).toMatchObject([{ kind: 'failed', reason: expect.stringMatching(/^record: /) }]);
    expect(await readLines([line], { sourceId: 'id', headline: 'title' })).toMatchObject([{ kind: 'draft' }]);
  });

  it('give back any record that JSON.stringify wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 5 }), async (records) => {
        const documents = await readLines(records.map((each) => JSON.stringify(each)));
        expect(documents).toHaveLength(records.length);
        for (const [index, parsed] of documents.entries()) {
          const expected = recordSchema.parse(records[index]);
          if (parsed.kind === 'draft') {
            const { type, ...draft } = contentDraftSchema.parse(parsed.draft);
            expect(isContentRecord(expected) && RECORD_TYPES[expected.record]).toBe(type);
            expect(draft).toEqual(withoutKind(expected));
          } else {
            const place = `line ${index + 1}`;
            expect(parsed).toEqual({ kind: 'record', record: expected, place, bytesRead: expect.any(Number) });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

const text = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((each) => each.isWellFormed() && !each.includes('\0'));
const language = fc.constantFrom('en', 'es-MX', 'zh-Hant', 'ar');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const moment = fc.date({ min: new Date('1800-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
const image = fc.record({
  url: fc.webUrl(),
  altText: text,
  caption: optional(text),
  width: optional(fc.integer({ min: 1, max: 9000 })),
});
const block = fc.oneof(
  fc.record({ type: fc.constant('paragraph' as const), html: text }),
  fc.record({ type: fc.constant('list' as const), ordered: fc.boolean(), listItems: fc.array(text) }),
  fc.record({ type: fc.constant('image' as const), image }),
  fc.record({ type: fc.constant('relatedNews' as const), items: fc.array(text) }),
);
const record: fc.Arbitrary<NewsroomRecordInput> = fc.oneof(
  fc.record({
    record: fc.constant('section' as const),
    language,
    slug: text,
    name: text,
    parent: optional(text),
  }),
  fc.record({ record: fc.constant('page' as const), language, slug: text, title: text, body: fc.array(block) }),
  fc.record({
    record: fc.constant('tag' as const),
    language,
    slug: text,
    name: text,
    kind: fc.constant('PLACE' as const),
  }),
  fc.record({ record: fc.constant('breaking' as const), sourceId: text, language, text, publishedAt: moment }),
  fc.record({
    record: fc.constant('article' as const),
    sourceId: text,
    headline: text,
    standfirst: optional(text),
    authors: fc.array(fc.record({ name: text })),
    body: fc.array(block),
    mainImage: optional(image),
    publishedAt: optional(moment),
    corrections: fc.array(fc.record({ text, publishedAt: moment })),
    urgency: optional(fc.integer({ min: 1, max: 9 })),
  }),
  fc.record({
    record: fc.constant('video' as const),
    sourceId: text,
    headline: text,
    renditions: fc.array(fc.record({ url: fc.webUrl(), bitrateKbps: optional(fc.integer({ min: 1 })) })),
    captions: fc.array(fc.record({ language, url: fc.webUrl() })),
    durationSeconds: optional(fc.integer({ min: 1 })),
    series: optional(fc.record({ name: text })),
  }),
  fc.record({
    record: fc.constantFrom('gallery' as const, 'infographic' as const),
    sourceId: text,
    headline: text,
    images: fc.array(image),
  }),
  fc.record({
    record: fc.constant('liveBlog' as const),
    sourceId: text,
    headline: text,
    coverageStartTime: optional(moment),
    posts: fc.array(fc.record({ sourceId: text, title: optional(text), body: fc.array(block), publishedAt: moment })),
  }),
  fc.record({ record: fc.constant('series' as const), language, slug: text, title: text }),
);

function withoutKind({ record: _, ...fields }: NewsroomRecord): object {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'type'));
}

async function readLines(lines: readonly string[], map?: Parameters<typeof jsonlFormat>[0]): Promise<ParsedDocument[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jsonl-'));
  try {
    const path = join(folder, 'export.jsonl');
    await writeFile(path, lines.map((line) => `${line}\n`).join(''));
    const documents: ParsedDocument[] = [];
    for await (const parsed of jsonlFormat(map).read(
      { path, size: 0, bytes: async () => Buffer.alloc(0) },
      { timeZone: 'UTC' },
    )) {
      documents.push(parsed);
    }
    return documents;
  } finally {
    await rm(folder, { recursive: true });
  }
}
