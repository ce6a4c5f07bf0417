import { beforeAll, describe, expect, it } from 'vitest';
import { type NewsroomRecordInput, recordSchema } from '../../src/ingest/contract/records.js';
import { exportNewsroom } from '../../src/ingest/export/newsroom.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { readOperation, type TestGateway, useGateway } from '../support/gateway.js';
import { importFiles, line } from './pipeline/importing.js';

const original = useDatabase('sample_newsroom');
const copy = useDatabase();
const gatewayOfOriginal = useGateway(original);
const gatewayOfCopy = useGateway(copy);

/** Items that only editors see, because of their state. */
const HIDDEN = [
  line({ headline: 'A draft', status: 'DRAFT', edNote: 'Not yet.' }),
  line({
    headline: 'Taken away',
    status: 'WITHDRAWN',
    withdrawnReason: 'A mistake.',
    body: [{ type: 'paragraph', html: 'x' }],
  }),
  line({ headline: 'Under embargo', embargoedUntil: new Date('2027-01-01T00:00:00Z') }),
  line({ headline: 'Out of date', expiresAt: new Date('2026-01-01T00:00:00Z') }),
  line({ headline: 'Long '.repeat(40), sourceId: 'test:long 1', publishedAt: new Date('2026-03-02T10:00:00Z') }),
  line({
    headline: 'Long '.repeat(40),
    sourceId: 'test:long 2',
    label: 'Second',
    publishedAt: new Date('2026-03-02T09:00:00Z'),
  }),
  line({
    headline: '🌊',
    sourceUrl: 'https://other.example/2020/wave/',
    version: 7,
    publishedAt: new Date('2026-03-02T08:00:00Z'),
  }),
];

/** An item of each kind with every field, and the records to which these items refer. */
const record = (fields: Record<string, unknown>) => `${JSON.stringify(fields)}\n`;
const image = { url: 'https://p.example/1.jpg', altText: 'A pier', caption: 'The pier', credit: 'A. North' };
const paragraph = { type: 'paragraph', html: 'A <strong>text</strong>.' };
const link = { type: 'articleLink', prefix: 'See also', article: 'test:film' };
const KINDS = [
  record({ record: 'series', language: 'en', slug: 'deep', title: 'Deep water', description: 'Below.', position: 3 }),
  record({
    ...{
      record: 'video',
      sourceId: 'test:film',
      headline: 'A film',
      publishedAt: '2026-03-01T07:00:00Z',
      body: [paragraph],
      mainImage: image,
    },
    renditions: [{ url: 'https://v.example/1.mp4', mimeType: 'video/mp4', width: 640, height: 360, bitrateKbps: 900 }],
    captions: [{ language: 'en', url: 'https://v.example/1.vtt' }],
    ...{ durationSeconds: 65, embedUrl: 'https://v.example/player/1', series: { name: 'Deep water', slug: 'deep' } },
  }),
  record({
    ...{
      record: 'gallery',
      sourceId: 'test:pictures',
      headline: 'Pictures',
      publishedAt: '2026-03-01T06:00:00Z',
      body: [paragraph, link],
    },
    images: [image, { ...image, url: 'https://p.example/2.jpg', width: 800, height: 600 }],
  }),
  record({
    ...{
      record: 'infographic',
      sourceId: 'test:chart',
      headline: 'A chart',
      publishedAt: '2026-03-01T05:00:00Z',
      body: [paragraph],
      images: [image],
    },
    ...{ embedUrl: 'https://charts.example/1', sources: [{ name: 'Institute of Tides', role: 'data' }] },
  }),
  record({
    ...{ record: 'liveBlog', sourceId: 'test:live', headline: 'As it happens', body: [paragraph] },
    ...{ coverageStartTime: '2026-03-01T08:00:00Z', coverageEndTime: '2026-03-01T18:00:00Z' },
    publishedAt: '2026-03-01T08:00:00Z',
    posts: [
      { sourceId: '1', title: 'First', body: [paragraph, link], publishedAt: '2026-03-01T09:00:00Z', isPinned: true },
      {
        ...{ sourceId: '2', body: [{ type: 'relatedNews', items: ['test:film', 'test:pictures'] }], isKeyEvent: true },
        ...{ publishedAt: '2026-03-01T10:00:00Z', updatedAt: '2026-03-01T10:05:00Z' },
      },
    ],
  }),
  record({
    ...{ record: 'collection', language: 'en', slug: 'of-the-sea', title: 'Of the sea', items: ['test:film'] },
    rule: { types: ['VIDEO', 'GALLERY'], tags: { noneOf: ['x'] }, publishedAfter: '2026-01-01T00:00:00Z' },
  }),
];

const exported: { first: string[]; second: string[] } = { first: [], second: [] };

beforeAll(async () => {
  await importFiles(original(), 'jsonl', { 'hidden.jsonl': [...HIDDEN, ...KINDS].join('') });
  exported.first = await exportLines(original());
  const { failed, unlinked } = await importFiles(copy(), 'jsonl', { 'all.jsonl': exported.first.join('\n') });
  expect({ failed, unlinked }).toEqual({ failed: [], unlinked: [] });
  exported.second = await exportLines(copy());
});

async function exportLines({ db }: TestDatabase): Promise<string[]> {
  const lines: string[] = [];
  await exportNewsroom(db, async (record: NewsroomRecordInput) => void lines.push(JSON.stringify(record)));
  return lines;
}

/** Writes the times of a record as an export does: with milliseconds. */
function sayMoments(value: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value).replace(/(T\d\d:\d\d:\d\d)Z/g, '$1.000Z'));
}

async function listArticles({ pool }: TestDatabase): Promise<{ slug: string; language: string }[]> {
  const { rows } = await pool.query(
    `select slug, language from content_items where type = 'ARTICLE' order by language, slug`,
  );
  return rows;
}

/** The answers that clients get, byte for byte, without ids, which differ between databases. */
async function askWithoutIds(gateway: TestGateway, query: string, variables: Record<string, unknown>): Promise<string> {
  const { data, errors } = await gateway.ask(query, variables);
  expect(errors).toBeUndefined();
  return JSON.stringify(data, (key, value: unknown) => (key === 'id' ? undefined : value), 1);
}

describe('an export that is imported into an empty database', () => {
  it('gives the same answer to ArticlePage for every article, in each language', async () => {
    const page = await readOperation('ArticlePage');
    const articles = await listArticles(original());
    expect(new Set(articles.map(({ language }) => language))).toEqual(new Set(['ar', 'en', 'es']));
    for (const variables of articles) {
      const [before, after] = [gatewayOfOriginal(), gatewayOfCopy()].map((gateway) =>
        askWithoutIds(gateway, page, variables),
      );
      expect(await after, variables.slug).toBe(await before);
    }
  });

  it('gives the same answers about the site', async () => {
    const query = `query ($language: LanguageTag) { site(language: $language) {
      name slogan url timeZone about copyrightNotice logo { url altText } editions { language name url direction }
      navigation { label url children { label url } } footer: navigation(menu: FOOTER) { label url }
      regions { name slug url } liveStream { title url } socialLinks { network url } appLinks { platform url }
      pages { title slug url } } }`;
    for (const language of ['en', 'es', 'ar'])
      expect(await askWithoutIds(gatewayOfCopy(), query, { language })).toBe(
        await askWithoutIds(gatewayOfOriginal(), query, { language }),
      );
  });

  it('keeps the state of drafts and of withdrawn, embargoed and expired items', async () => {
    const select = `select headline, slug, path, state, version, published_at, first_published_at, updated_at, embargoed_until,
      expires_at, withdrawn_at, withdrawn_reason, ed_note, source_url, word_count, type, duration_seconds, image_count,
      has_video, has_audio, coverage_start_time, coverage_end_time, series_id is null as alone from content_items order by source_id`;
    const [before, after] = [await original().pool.query(select), await copy().pool.query(select)];
    expect(after.rows).toEqual(before.rows);
    expect(new Set(after.rows.map(({ state }) => state))).toEqual(new Set(['DRAFT', 'RELEASED', 'WITHDRAWN']));
  });

  it('gives the same lines when it is exported again', () => {
    // Exports are in the order of ids, which differs after an import that stores several items at once.
    expect(exported.second.toSorted()).toEqual(exported.first.toSorted());
    const kinds = (lines: string[]) => [...new Set(lines.map((text) => JSON.parse(text).record))];
    expect(new Set(kinds(exported.first))).toEqual(
      new Set(
        recordSchema.options.flatMap(({ shape: { record } }) => ('options' in record ? record.options : record.value)),
      ),
    );
  });

  it('keeps every field of each kind', () => {
    const find = (sourceId: string) =>
      exported.second.map((text) => JSON.parse(text)).find((fields) => fields.sourceId === sourceId);
    for (const text of KINDS) {
      const said = JSON.parse(text);
      if ('sourceId' in said) expect(find(said.sourceId)).toMatchObject(sayMoments(said));
    }
    expect(exported.second.map((text) => JSON.parse(text))).toContainEqual(
      expect.objectContaining(JSON.parse(KINDS.at(-1) ?? '')),
    );
  });

  it('changes nothing when it is imported into the same database again', async () => {
    const { summary } = await importFiles(copy(), 'jsonl', { 'all.jsonl': exported.second.join('\n') });
    expect(summary).toMatchObject({ added: 0, failed: 0, skipped: 0 });
    expect((await exportLines(copy())).toSorted()).toEqual(exported.first.toSorted());
  });
});
