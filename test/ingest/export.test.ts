import { beforeAll, describe, expect, it } from 'vitest';
import { exportNewsroom } from '../../src/ingest/export/newsroom.js';
import type { NewsroomRecordInput } from '../../src/ingest/records.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { readOperation, type TestGateway, useGateway } from '../support/gateway.js';
import { importFiles, line } from './pipeline/importing.js';

const original = useDatabase('sample_newsroom');
const copy = useDatabase();
const gatewayOfOriginal = useGateway(original);
const gatewayOfCopy = useGateway(copy);

/** Items whose state only an editor sees, with all that may be odd about them. */
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

const exported: { first: string[]; second: string[] } = { first: [], second: [] };

beforeAll(async () => {
  await importFiles(original(), 'jsonl', { 'hidden.jsonl': HIDDEN.join('') });
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

async function listArticles({ pool }: TestDatabase): Promise<{ slug: string; language: string }[]> {
  const { rows } = await pool.query('select slug, language from content_items order by language, slug');
  return rows;
}

/** What a client gets, byte for byte, but for the ids, which are each database's own. */
async function askWithoutIds(gateway: TestGateway, query: string, variables: Record<string, unknown>): Promise<string> {
  const { data, errors } = await gateway.ask(query, variables);
  expect(errors).toBeUndefined();
  return JSON.stringify(data, (key, value: unknown) => (key === 'id' ? undefined : value), 1);
}

describe('an export that is imported into an empty database', () => {
  it('answers ArticlePage of every article as before, in each language', async () => {
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

  it('answers the site as before', async () => {
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

  it('has drafts, withdrawn, embargoed and expired items in their state', async () => {
    const select = `select headline, slug, path, state, version, published_at, first_published_at, updated_at, embargoed_until,
      expires_at, withdrawn_at, withdrawn_reason, ed_note, source_url, word_count from content_items order by source_id`;
    const [before, after] = [await original().pool.query(select), await copy().pool.query(select)];
    expect(after.rows).toEqual(before.rows);
    expect(new Set(after.rows.map(({ state }) => state))).toEqual(new Set(['DRAFT', 'RELEASED', 'WITHDRAWN']));
  });

  it('gives the same lines when it is exported again', () => {
    // Items are in the order of their ids, which an import of several at once gives as it can.
    expect(exported.second.toSorted()).toEqual(exported.first.toSorted());
    const kinds = (lines: string[]) => [...new Set(lines.map((text) => JSON.parse(text).record))];
    expect(kinds(exported.second)).toEqual(kinds(exported.first));
    expect(kinds(exported.first)).toHaveLength(11);
  });

  it('changes nothing when it is imported over itself', async () => {
    const { summary } = await importFiles(copy(), 'jsonl', { 'all.jsonl': exported.second.join('\n') });
    expect(summary).toMatchObject({ added: 0, failed: 0, skipped: 0 });
    expect((await exportLines(copy())).toSorted()).toEqual(exported.first.toSorted());
  });
});
