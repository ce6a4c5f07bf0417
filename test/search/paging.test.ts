import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { findScannedTables } from '../support/plans.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const ITEMS = 60;
/** Makes an article with "beacon" in the headline, or once or twice in the standfirst. Many have the same score. */
const draftOf = (index: number) => ({
  headline: index % 3 === 0 ? `Beacon ${index}` : `Number ${index}`,
  standfirst: ['Nothing else.', 'A beacon.', 'A beacon and a beacon.'][index % 3] ?? '',
  section: { name: `Section ${index % 4}` },
  tags: [{ name: `Tag ${index % 5}` }],
  publishedAt: hoursAgo(1 + (index % 7)),
});

beforeAll(async () => {
  for (let index = 0; index < ITEMS; index += 1) await make().article(draftOf(index));
  await make().link();
});

interface Page {
  readonly nodes: { headline: string }[];
  readonly pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> &
    Record<'startCursor' | 'endCursor', string | null>;
}

async function readPage(variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await gateway().ask<{ search: Page }>(
    `query ($orderBy: SearchOrder = RELEVANCE, $first: Int, $after: String, $last: Int, $before: String) {
      search(query: "beacon", orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        nodes { headline } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return data.search;
}

async function readForward(orderBy: string, size: number, between = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await readPage({ orderBy, first: size, after });
    seen.push(...nodes.map(({ headline }) => headline));
    if (!pageInfo.hasNextPage) return seen;
    after = pageInfo.endCursor;
    await between();
  }
}

describe('the pages of a search', () => {
  it.each(['RELEVANCE', 'PUBLISHED_AT_DESC', 'PUBLISHED_AT_ASC'])(
    'contain each result once, forward and backward: %s',
    async (orderBy) => {
      const whole = (await readPage({ orderBy, first: 100 })).nodes.map(({ headline }) => headline);
      expect(new Set(whole).size).toBe(ITEMS);
      expect(await readForward(orderBy, 7)).toEqual(whole);
      const backward: string[] = [];
      for (let before: string | null = null; ; ) {
        const { nodes, pageInfo } = await readPage({ orderBy, last: 7, before });
        backward.unshift(...nodes.map(({ headline }) => headline));
        expect(pageInfo.hasNextPage).toBe(before !== null);
        if (!pageInfo.hasPreviousPage) break;
        before = pageInfo.startCursor;
      }
      expect(backward).toEqual(whole);
    },
  );

  it('do not repeat or hide results while new items are published', async () => {
    const before = (await readPage({ first: 100 })).nodes.map(({ headline }) => headline);
    let published = 0;
    const seen = await readForward('RELEVANCE', 9, async () => {
      published += 1;
      await make().article({ headline: `Beacon, new ${published}`, standfirst: 'A beacon, beacon, beacon.' });
      await make().link();
    });
    expect(seen.filter((headline) => !headline.includes('new'))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('refuse a cursor from a list in another order', async () => {
    const { pageInfo } = await readPage({ first: 1, orderBy: 'PUBLISHED_AT_DESC' });
    const { errors } = await gateway().ask(
      'query ($after: String) { search(query: "beacon", after: $after) { totalCount } }',
      {
        after: pageInfo.endCursor,
      },
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID_CURSOR', argument: 'after' } });
  });
});

describe('the SQL statements of Search', () => {
  const countStatements = async (variables: Record<string, unknown>) => {
    const query = await readOperation('Search');
    database().statements.length = 0;
    const { errors } = await gateway().ask(query, variables);
    expect(errors).toBeUndefined();
    return database().statements.length;
  };

  it('are as many for a long page as for a short page, and at most eight', async () => {
    const short = await countStatements({ query: 'beacon', first: 2 });
    expect(await countStatements({ query: 'beacon', first: 50 })).toBe(short);
    expect(short).toBeLessThanOrEqual(7);
    const filter = { tags: { anyOf: ['tag-1', 'tag-2'] }, sections: ['section-1'] };
    expect(await countStatements({ query: 'tag beakon', first: 50, filter })).toBeLessThanOrEqual(8);
  });

  it('are at most two if the query has no word to search for', async () => {
    expect(await countStatements({ query: '!!!' })).toBeLessThanOrEqual(1);
    expect(await countStatements({ query: 'the of and' })).toBeLessThanOrEqual(2);
  });

  it('never scan a whole table of items or of search words', async () => {
    await database().pool.query(`
      insert into content_items (type, language, slug, path, headline, state, published_at, updated_at)
        select 'ARTICLE', 'en', 'old-' || n, '/old-' || n, 'Old ' || n, 'RELEASED', '2026-01-01'::timestamptz - n * interval '1 hour', now()
        from generate_series(1, 20000) as n`);
    await database().pool.query(`
      insert into search_documents (content_id, language, document, text)
        select id, language, to_tsvector('simple', headline || case when id % 3 = 0 then ' common' else '' end), '' from content_items
        where slug like 'old-%'`);
    await database().pool.query(`
      insert into search_words
        select 'en', word, word, word, null from (
          select 'common' as word union all select md5(n::text) from generate_series(1, 20000) as n) as words`);
    await database().pool.query(`
      insert into search_lexemes (language, lexeme, items) select language, lexeme, 1 from search_words on conflict do nothing`);
    await database().pool.query('vacuum analyze');
    for (const query of ['common', 'beacon', 'comman beacon']) {
      for (const orderBy of ['RELEVANCE', 'PUBLISHED_AT_DESC']) {
        await countStatements({ query, orderBy });
        for (const statement of [...database().statements]) {
          const scanned = await findScannedTables(database(), statement);
          expect(
            scanned.filter((table) => /^(content_items|search_)/.test(table)),
            `${query}: ${statement.sql}`,
          ).toEqual([]);
        }
      }
    }
  });
});
