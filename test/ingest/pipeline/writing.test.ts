import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.js';
import { useGateway } from '../../support/gateway.js';
import { NOW } from '../../support/names.js';
import { importFiles, line } from './importing.js';

const database = useDatabase();
const gateway = useGateway(database);

const importLines = (...lines: string[]) => importFiles(database(), 'jsonl', { 'news.jsonl': lines.join('') });

/** What is stored of an item, whether it is public or not. */
async function findItem(sourceId: string) {
  const { rows } = await database().pool.query(
    `select content_items.*, body, (select array_agg(slug order by position) from content_authors
       join authors on authors.id = author_id where content_id = content_items.id) as authors
     from content_items join articles on content_id = content_items.id where source_id = $1`,
    [sourceId],
  );
  return rows[0];
}

async function askBy(by: object, language?: string) {
  const { data, errors } = await gateway().ask<{ article: Record<string, unknown> | null }>(
    `query ($by: ArticleBy!, $language: LanguageTag) { article(by: $by, language: $language) {
      headline standfirst byline slug path url version translations { slug } relatedNews(first: 9) { reason article { slug } }
      body { __typename ... on ParagraphBlock { html } ... on ArticleLinkBlock { article { slug } }
        ... on RelatedNewsBlock { items { slug } } } } }`,
    { by, language },
  );
  expect(errors).toBeUndefined();
  return data.article;
}

const countRows = async (table: string) => (await database().pool.query(`select from ${table}`)).rowCount;

describe('a document that is imported again', () => {
  it('changes nothing if it is the same', async () => {
    const same = line({ headline: 'The same', authors: [{ name: 'Ada North' }], tags: [{ name: 'Tides' }] });
    await importLines(same);
    const before = await findItem('test:The same');
    const { summary } = await importLines(same);
    expect(summary).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
    expect(await findItem('test:The same')).toEqual(before);
  });

  it('updates the item if it has changed, and raises its version', async () => {
    const sourceId = 'a:1';
    await importLines(line({ sourceId, headline: 'First', authors: [{ name: 'Ada North' }] }));
    const { summary } = await importLines(line({ sourceId, headline: 'Second', authors: [{ name: 'Ben South' }] }));
    expect(summary).toMatchObject({ added: 0, updated: 1, unchanged: 0 });
    expect(await findItem(sourceId)).toMatchObject({
      ...{ headline: 'Second', version: 2, slug: 'first', authors: ['ben-south'] },
    });
  });

  it('keeps the date of the first publication', async () => {
    const sourceId = 'a:dates';
    const publishedAt = (day: number) => new Date(`2026-03-0${day}T08:00:00Z`);
    await importLines(line({ sourceId, headline: 'Dates', publishedAt: publishedAt(1) }));
    await importLines(line({ sourceId, headline: 'Dates', publishedAt: publishedAt(2) }));
    expect(await findItem(sourceId)).toMatchObject({
      ...{ first_published_at: publishedAt(1), published_at: publishedAt(2) },
    });
  });

  it('within one file updates the item', async () => {
    const sourceId = 'a:twice';
    const { summary } = await importLines(
      line({ sourceId, headline: 'Earlier', standfirst: 'One' }),
      line({ headline: 'Between' }),
      line({ sourceId, headline: 'Later', standfirst: 'Two' }),
    );
    expect(summary).toMatchObject({ added: 2, updated: 1 });
    expect(await findItem(sourceId)).toMatchObject({ headline: 'Later', standfirst: 'Two', version: 2 });
  });

  it('in another language gets a slug that is free in that language', async () => {
    await importLines(line({ headline: 'Marea', language: 'es' }));
    await importLines(line({ sourceId: 'a:moved', headline: 'Marea', language: 'en' }));
    const { failed } = await importLines(line({ sourceId: 'a:moved', headline: 'Marea', language: 'es' }));
    expect(failed).toEqual([]);
    expect(await findItem('a:moved')).toMatchObject({ language: 'es', slug: 'marea-2', path: '/es/news/marea-2' });
  });
});

describe('a cancellation', () => {
  it('withdraws the existing item, and does not change its other fields', async () => {
    const sourceId = 'a:gone';
    const body = [{ type: 'paragraph' as const, html: 'A text.' }];
    await importLines(line({ sourceId, headline: 'Gone', body, authors: [{ name: 'Ada North' }] }));
    const { state, withdrawn_at, withdrawn_reason, source_hash, ...before } = await findItem(sourceId);
    const { summary } = await importLines(
      line({ sourceId, headline: sourceId, status: 'WITHDRAWN', withdrawnReason: 'A legal complaint.' }),
    );
    expect(summary).toMatchObject({ updated: 1 });
    const after = await findItem(sourceId);
    expect(after).toMatchObject({
      ...before,
      version: 2,
      logged_version: null,
      state: 'WITHDRAWN',
      withdrawn_reason: 'A legal complaint.',
    });
    expect(after.withdrawn_at).toBeInstanceOf(Date);
    expect(await askBy({ slug: 'gone' })).toBeNull();
  });

  it('changes nothing the second time, and the item is public again when it is published again', async () => {
    const published = line({ sourceId: 'a:back', headline: 'Back' });
    const cancellation = line({ sourceId: 'a:back', headline: 'Back', status: 'WITHDRAWN' });
    await importLines(published, cancellation);
    const before = await findItem('a:back');
    expect((await importLines(cancellation)).summary).toMatchObject({ unchanged: 1 });
    expect(await findItem('a:back')).toEqual(before);
    await importLines(published);
    expect(await findItem('a:back')).toMatchObject({ state: 'RELEASED', withdrawn_at: null, withdrawn_reason: null });
    expect(await askBy({ slug: 'back' })).toMatchObject({ headline: 'Back' });
  });

  it('of an unknown item is stored as a withdrawn item', async () => {
    await importLines(line({ headline: 'Never here', status: 'WITHDRAWN', withdrawnReason: 'A mistake.' }));
    expect(await findItem('test:Never here')).toMatchObject({ state: 'WITHDRAWN', withdrawn_reason: 'A mistake.' });
    expect(await askBy({ slug: 'never-here' })).toBeNull();
  });
});

describe('a document that fails', () => {
  it('creates none of its sections, authors, tags and regions', async () => {
    const names = {
      section: { name: 'Lost', parent: { name: 'Found' } },
      authors: [{ name: 'Nobody Else' }],
      tags: [{ name: 'Only here' }],
      regions: [{ name: 'Nowhere' }],
    };
    const tables = ['authors', 'tags', 'sections', 'regions', 'content_items', 'path_aliases'];
    const before = await Promise.all(tables.map(countRows));
    const { failed, summary } = await importLines(
      line({ headline: 'Bad', ...names, views: [{ hour: NOW, views: 2 ** 40 }] }),
      line({ headline: 'Worse', ...names, sourceId: randomBytes(9000).toString('hex') }),
    );
    expect(summary).toMatchObject({ added: 0, failed: 2 });
    expect(failed).toEqual([
      expect.stringMatching(/^news\.jsonl, line 1: the database refuses it: .* out of range/),
      expect.stringMatching(/^news\.jsonl, line 2: the database refuses it: index row/),
    ]);
    expect(await Promise.all(tables.map(countRows))).toEqual(before);
    const { summary: next } = await importLines(line({ headline: 'Bad no more', ...names }));
    expect(next).toMatchObject({ added: 1, failed: 0 });
  });

  it.each([
    ['a language', { language: 'not a language' }, 'language: "not a language" is not a BCP 47 tag'],
    ['an address that runs', { mainImage: { url: 'javascript:alert(1)', altText: '' } }, 'mainImage.url: must be'],
    ['an embed of data', { body: [{ type: 'embed' as const, url: 'data:text/html,x' }] }, 'body.0.url: must be'],
    ['a source with a script', { sources: [{ name: 'A', url: 'vbscript:x' }] }, 'sources.0.url: must be'],
    ['no headline', { headline: '' }, 'headline: '],
    ['a NUL', { standfirst: 'a\0b' }, 'standfirst: holds a NUL character'],
    ['half a character', { body: [{ type: 'paragraph' as const, html: 'a\ud800' }] }, 'body[0].html: holds half'],
  ])('is reported with the place of the fault: %s', async (_what, fields, reason) => {
    const { failed, summary } = await importLines(line({ headline: 'Faulty', ...fields }), line({ headline: 'Sound' }));
    expect(failed).toEqual([expect.stringContaining(`news.jsonl, line 1: ${reason}`)]);
    expect(summary).toMatchObject({ failed: 1 });
  });

  it('is reported with the date if the date does not exist', async () => {
    const { failed } = await importFiles(database(), 'jsonl', {
      'a.jsonl': `${JSON.stringify({ id: 1, title: 'A', date: '2026-02-30' })}\n${line({ headline: 'B' }).replace('}', ',"publishedAt":"2026-02-30T00:00:00Z"}')}`,
    });
    expect(failed).toEqual([
      'a.jsonl, line 1: date: "2026-02-30" isn\'t a date or time that exists',
      expect.stringMatching(/^a\.jsonl, line 2: publishedAt: /),
    ]);
  });
});

describe('documents of the same import', () => {
  it('are all stored, even if they are translations of each other', async () => {
    const pair = (i: number, isLinked: boolean) => [
      line({ headline: `Ebb ${i}`, ...(isLinked && { translationOf: `test:Reflujo ${i}` }) }),
      line({ headline: `Reflujo ${i}`, language: 'es', ...(isLinked && { translationOf: `test:Ebb ${i}` }) }),
    ];
    const pairs = (isLinked: boolean) => Array.from({ length: 8 }, (_, i) => pair(i, isLinked)).flat();
    expect((await importLines(...pairs(false))).summary).toMatchObject({ added: 16, failed: 0 });
    expect((await importLines(...pairs(true))).summary).toMatchObject({ updated: 16, failed: 0 });
    for (let i = 0; i < 8; i += 1)
      expect(await askBy({ slug: `ebb-${i}` })).toMatchObject({ translations: [{ slug: `reflujo-${i}` }] });
  });

  it('with the same new sections and tags create each of them once', async () => {
    const articles = Array.from({ length: 60 }, (_, i) =>
      line({
        headline: `Busy ${i}`,
        section: { name: i % 2 ? 'Upper' : 'Lower', parent: { name: i % 2 ? 'Lower' : 'Upper' } },
        authors: [{ name: `Writer ${i % 3}` }, { name: `Writer ${(i + 1) % 3}` }],
        tags: [{ name: `Busy tag ${i % 4}` }, { name: `Busy tag ${(i + 1) % 4}` }],
      }),
    );
    expect((await importLines(...articles)).summary).toMatchObject({ added: 60, failed: 0 });
    const { rows } = await database().pool.query(`select slug from tags where slug like 'busy-%'`);
    expect(rows).toHaveLength(4);
  });
});
