import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.js';
import { type ImportResult, importFiles, importFolder, line } from './importing.js';

const database = useDatabase('sample_newsroom');
const EXAMPLES = fileURLToPath(new URL('../../../examples/import', import.meta.url));

/** The number of rows in each table, with a hash of them. */
async function takeStock(): Promise<Record<string, string>> {
  const { rows: tables } = await database().pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const stock: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await database().pool.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(line, '' order by line)), '') as all from (select t::text || t.xmin as line from ${name} t) as lines`,
    );
    stock[name] = rows[0].all;
  }
  return stock;
}

/** The report without ids, because a dry run has no ids for new items. */
function told({ articles, ...others }: ImportResult) {
  return {
    ...others,
    articles: articles.map(({ missing, outcome, path, slug, type }) => ({ missing, outcome, path, slug, type })),
  };
}

/** Makes a dry run and then the import. Checks that the dry run writes nothing and reports the same. */
async function rehearseAndImport(run: (isRehearsal: boolean) => Promise<ImportResult>) {
  const before = await takeStock();
  const rehearsed = told(await run(true));
  expect(await takeStock()).toEqual(before);
  const imported = told(await run(false));
  expect(rehearsed).toEqual(imported);
  return imported;
}

describe('a dry run', () => {
  it('writes nothing, and reports the same as the import for new, changed, unchanged and refused documents', async () => {
    const first = [
      line({ headline: 'One name', section: { name: 'Rehearsals', slug: 'rehearsals' }, tags: [{ name: 'Dress' }] }),
      line({ headline: 'One name', sourceId: 'test:another', section: { name: 'Rehearsals', slug: 'rehearsals' } }),
      line({ headline: 'Names two that never come', related: ['test:neither'], translationOf: 'test:never' }),
      line({ headline: 'Later', sourceId: 'test:later' }),
      'not JSON\n',
      line({ headline: 'One name', label: 'A newer version' }),
      line({ headline: 'Refused', embedUrl: '\\\\evil.example' }),
      line({ headline: 'Hidden', status: 'DRAFT' }),
      '{"record":"section","language":"en","slug":"rehearsals","name":"Rehearsed"}\n',
      line({
        headline: 'Below',
        section: { name: 'Below', slug: 'below', parent: { name: 'Rehearsals', slug: 'rehearsals' } },
      }),
    ];
    const files = (lines: string[]) => (isRehearsal: boolean) =>
      importFiles(database(), 'jsonl', { 'a.jsonl': lines.join('') }, { isRehearsal });
    const { summary } = await rehearseAndImport(files(first));
    expect(summary).toEqual({ added: 6, updated: 1, unchanged: 0, records: 1, skipped: 0, failed: 2 });
    const second = [
      line({ headline: 'Later', sourceId: 'test:later' }),
      line({ headline: 'Hidden', status: 'PUBLISHED', slug: 'out-now' }),
      line({ headline: 'One name', sourceId: 'test:another', status: 'WITHDRAWN', withdrawnReason: 'Legal.' }),
      line({ headline: 'Brand new' }),
    ];
    expect((await rehearseAndImport(files(second))).summary).toMatchObject({
      added: 1,
      updated: 2,
      unchanged: 1,
      failed: 0,
    });
  });

  it.each([
    ['html', 'article.html'],
    ['ninjs', 'item.json'],
    ['ninjs', 'video.json'],
    ['feed', 'feed.xml'],
    ['wxr', 'wordpress.xml'],
    ['jsonl', 'records.jsonl'],
  ])('reports the same as the import in every format: %s, %s', async (format, file) => {
    const run = (isRehearsal: boolean) => importFolder(database(), format, EXAMPLES, [file], { isRehearsal });
    const { summary } = await rehearseAndImport(run);
    expect(summary.added + summary.records).toBeGreaterThan(0);
    const again = await rehearseAndImport(run);
    expect(again.summary).toMatchObject({ added: 0, updated: 0 });
  });

  it('with the draft option reports that public items would become drafts', async () => {
    await importFiles(database(), 'jsonl', { 'a.jsonl': line({ headline: 'Public so far' }) });
    const run = (isRehearsal: boolean) =>
      importFiles(
        database(),
        'jsonl',
        { 'a.jsonl': line({ headline: 'Public so far' }) },
        { isRehearsal, asDraft: true },
      );
    expect((await rehearseAndImport(run)).summary).toMatchObject({ updated: 1 });
  });
});
