import { beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVE, addAttic, fillArchive, GROWING_TABLES } from '../support/archive.js';
import { type Statement, useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { countVisitedRows, findScannedTables } from '../support/plans.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

beforeAll(async () => {
  await addAttic(database());
  await fillArchive(database());
});

type Variables = Readonly<Record<string, unknown>>;

/** Runs an operation, and returns its SQL statements. */
async function listStatements(operation: string, variables: Variables): Promise<Statement[]> {
  database().statements.length = 0;
  const { data, errors } = await gateway().ask(operation, { ...variables });
  expect(errors).toBeUndefined();
  for (const value of Object.values(data)) expect(value).not.toBeNull();
  return [...database().statements];
}

/** True for a statement that counts a list. The count may read 100,000 items: "counts of a list" below tests this. */
const isCount = ({ sql }: Statement) => sql.includes('as counts');

async function expectNoScan(statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) {
    const scanned = await findScannedTables(database(), statement);
    expect(
      scanned.filter((table) => GROWING_TABLES.includes(table)),
      statement.sql,
    ).toEqual([]);
  }
}

/** The most rows that a statement may read. Related tags need the most rows: 500 items and the tags of each item. */
const FEW = 4000;

/** True for a statement of `mostRead`, which may read more rows: the statement reads all views of a time window. */
const isMostRead = ({ sql }: Statement) => sql.includes('content_views');

async function expectFewRows(statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) {
    const visited = await countVisitedRows(database(), statement);
    expect(visited, `${statement.sql} ${JSON.stringify(statement.params)}`).toBeLessThan(FEW);
  }
}

describe('in an archive of twenty thousand items', () => {
  it.each<[string, Variables]>([
    ['SectionFront', { slug: 'news' }],
    ['SectionFront', { slug: 'attic' }],
    ['AuthorPage', { slug: 'ada-winslow' }],
    ['AuthorPage', { slug: 'writer-7' }],
    ['AuthorPage', { slug: 'retired' }],
    ['TagPage', { slug: 'flooding' }],
    ['TagPage', { slug: 'topic-7' }],
    ['TagPage', { slug: 'dusty' }],
    ['CollectionPage', { slug: 'coast-at-work' }],
    ['CollectionPage', { slug: 'old-17' }],
    ['LiveBlogPage', { slug: 'live-fog-in-the-strait-and-an-island-that-waits' }],
    ['Search', { query: 'word17' }],
    ['Search', { query: '"word17" or word19999' }],
  ])('no statement of %s %j scans a whole table of content', async (name, variables) => {
    const sent = await listStatements(await readOperation(name), { language: 'en', ...variables });
    expect(sent.length).toBeGreaterThan(1);
    const statements = sent.filter((statement) => !isCount(statement));
    await expectNoScan(statements);
    await expectFewRows(statements.filter((statement) => !isMostRead(statement)));
  });

  const FILTERS: Variables[] = [
    {},
    { language: '*' },
    { language: 'ar' },
    ...['news', 'attic'].map((section) => ({ sections: [section] })),
    { sections: ['attic', 'politics'] },
    ...['flooding', 'topic-7', 'dusty'].map((tag) => ({ tags: { anyOf: [tag] } })),
    { tags: { anyOf: ['dusty', 'flooding', 'topic-7'] } },
    { tags: { allOf: ['dusty', 'flooding'] } },
    { tags: { allOf: ['flooding', 'topic-7'] } },
    { tags: { noneOf: ['flooding'] } },
    { authors: ['writer-7', 'retired'] },
    { regions: ['nowhere'] },
    { series: 'ended' },
    { types: ['VIDEO'] },
    { types: ['INFOGRAPHIC', 'LIVE_BLOG'] },
    { genres: ['BLOG'] },
    { hasVideo: true },
    { hasAudio: true },
    { collection: 'old-17' },
    { collection: 'coast-at-work' },
    { publishedBefore: '2004-05-01T00:00:00Z' },
    { publishedAfter: '2024-06-01T00:00:00Z', publishedBefore: '2024-06-03T00:00:00Z' },
    { sections: ['attic'], tags: { anyOf: ['flooding'] } },
    { sections: ['news'], tags: { anyOf: ['dusty'] } },
    { sections: ['attic'], types: ['VIDEO'] },
    { types: ['ARTICLE'], tags: { anyOf: ['dusty'] }, hasVideo: false },
  ];
  const ORDERS = ['PUBLISHED_AT_DESC', 'UPDATED_AT_DESC', 'MOST_READ'];

  describe.each(ORDERS)('a page of the operation Latest in the order %s', (orderBy) => {
    it.each(FILTERS)('reads few rows with the filter %j', async (filter) => {
      const operation = (await readOperation('Latest')).replace(/ {4}totalCount[\s\S]*? {4}pageInfo/, '    pageInfo');
      expect(operation).not.toContain('facets');
      const statements = await listStatements(operation, { filter, orderBy });
      await expectNoScan(statements);
      await expectFewRows(statements);
    });
  });

  it('a page deep in the archive reads few rows, forward and backward', async () => {
    const operation = `query ($first: Int, $last: Int, $after: String, $before: String, $filter: ContentFilter) {
      contentItems(first: $first, last: $last, after: $after, before: $before, filter: $filter) { pageInfo { hasNextPage } nodes { id } }
    }`;
    const cursor = Buffer.from(JSON.stringify(['2024-08-01T00:00:00.000Z', 1])).toString('base64url');
    for (const filter of [{}, { sections: ['news'] }, { tags: { anyOf: ['flooding'] } }, { types: ['VIDEO'] }]) {
      for (const place of [{ first: 20, after: cursor }, { last: 20, before: cursor }, { last: 20 }]) {
        const statements = await listStatements(operation, { ...place, filter });
        await expectNoScan(statements);
        await expectFewRows(statements);
      }
    }
  });
});

describe('counts of a list', () => {
  const COUNT =
    'query ($filter: ContentFilter) { contentItems(filter: $filter) { totalCount facets { years { count } } } }';

  it('read the whole archive in one statement if there is no filter', async () => {
    const statements = await listStatements(COUNT, { filter: {} });
    const [count, ...others] = statements.filter(isCount);
    expect(others).toEqual([]);
    expect(count && (await countVisitedRows(database(), count))).toBeGreaterThan(ARCHIVE);
  });

  it.each<Variables>([
    { sections: ['attic'] },
    { tags: { anyOf: ['dusty'] } },
    { authors: ['retired'] },
    { series: 'ended' },
    { regions: ['nowhere'] },
    { collection: 'old-17' },
    { publishedBefore: '2004-05-01T00:00:00Z' },
  ])('read few rows if few items match: %j', async (filter) => {
    const statements = await listStatements(COUNT, { filter });
    await expectNoScan(statements);
    await expectFewRows(statements);
  });
});

describe('the tags of `allOf`', () => {
  const LIST = '{ contentItems(first: 5, filter: { tags: { allOf: TAGS } }) { nodes { id } } }';
  const readsOfTags = async (count: number) => {
    const tags = Array.from({ length: count }, (_, index) => `tag-${index}`);
    const { data } = await gateway().ask<{ tags: { nodes: { slug: string }[] } }>(
      '{ tags(first: 20) { nodes { slug } } }',
    );
    const slugs = tags.map((tag, index) => data.tags.nodes[index]?.slug ?? tag);
    const statements = await listStatements(LIST.replace('TAGS', JSON.stringify(slugs)), {});
    const list = statements.filter(({ sql }) => sql.includes('content_tags'));
    await expectFewRows(list);
    return list.map(({ sql }) => sql.split('content_tags').length);
  };

  it('share one condition after the fifth tag, so twenty tags read content_tags as often as six', async () => {
    expect(await readsOfTags(20)).toEqual(await readsOfTags(6));
  });
});
