import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { askPage, type Page } from '../support/pages.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const { article, record } = make();
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  const coast = { tags: [{ name: 'Coast' }] };
  await article({ headline: 'Newest', ...coast, publishedAt: hoursAgo(1) });
  await article({ headline: 'Chosen and matching', ...coast, publishedAt: hoursAgo(2) });
  await article({ headline: 'Chosen', publishedAt: hoursAgo(90) });
  await article({ headline: 'A film', type: 'VIDEO', ...coast, publishedAt: hoursAgo(3) });
  await article({ headline: 'Too old', ...coast, publishedAt: new Date('2019-12-31T23:59:59Z') });
  await article({ headline: 'Old enough', ...coast, publishedAt: new Date('2020-01-01T00:00:00Z') });
  await article({ headline: 'Chosen and hidden', status: 'DRAFT', ...coast });
  await article({ headline: 'Matching and hidden', ...coast, expiresAt: hoursAgo(1) });
  await article({ headline: 'En español', language: 'es', ...coast });
  const chosen = ['Chosen', 'Chosen and hidden', 'En español', 'Chosen and matching'].map(
    (headline) => `test:${headline}`,
  );
  const base = { record: 'collection', language: 'en' } as const;
  const rule = { tags: { anyOf: ['coast'] }, publishedAfter: '2020-01-01T00:00:00Z' };
  await record({ ...base, slug: 'package', title: 'Package', items: chosen, rule, position: 2 });
  await record({ ...base, slug: 'chosen', title: 'Chosen only', items: chosen, position: 1 });
  await record({ ...base, slug: 'ruled', title: 'By rule', rule: { types: ['VIDEO'] }, position: 3 });
  await record({
    ...base,
    slug: 'nothing',
    title: 'Of a tag that nothing has',
    rule: { tags: { anyOf: ['no-such-tag'] } },
    position: 4,
  });
  await record({ ...base, slug: 'empty', title: 'Empty', position: 5 });
  await record({ ...base, language: 'es', slug: 'package', title: 'Paquete', rule: { tags: { anyOf: ['coast'] } } });
});

interface Items {
  readonly totalCount: number;
  readonly edges: { readonly pinned: boolean; readonly node: { readonly headline: string } }[];
}

async function list(slug: string, args = 'first: 20', language = 'en'): Promise<string[]> {
  const { data, errors } = await gateway().ask<{ collection: { items: Items } }>(
    `query ($slug: String!, $language: LanguageTag) { collection(slug: $slug, language: $language) { items(${args}) { edges { pinned node { headline } } } } }`,
    { slug, language },
  );
  expect(errors).toBeUndefined();
  return data.collection.items.edges.map(({ node, pinned }) => `${pinned ? '*' : ''}${node.headline}`);
}

const SLUGS = ['chosen', 'package', 'ruled', 'nothing', 'empty'];
const WHOLE = ['*Chosen', '*Chosen and matching', 'Newest', 'A film', 'Old enough'];

describe('the items of a collection', () => {
  it('are first the chosen items in order, then the newest items that match the rule, without duplicates', async () => {
    expect(await list('package')).toEqual(WHOLE);
    expect(await list('chosen')).toEqual(['*Chosen', '*Chosen and matching']);
    expect(await list('ruled')).toEqual(['A film']);
    expect(await list('nothing')).toEqual([]);
    expect(await list('empty')).toEqual([]);
    expect(await list('package', 'first: 20', 'es')).toEqual(['En español']);
  });

  it('can be paged forward and backward across the chosen and the matching items', async () => {
    const field = 'collection(slug: "package") { items LIST }';
    const whole = await askPage(gateway(), field, { first: 20 });
    const ids = whole.edges.map(({ node }) => node.id);
    expect(ids).toHaveLength(WHOLE.length);
    for (const size of [1, 2, 3, 4]) {
      const [forward, backward]: string[][] = [[], []];
      for (let after: string | null = null; ; ) {
        const page: Page = await askPage(gateway(), field, { first: size, after });
        forward?.push(...page.edges.map(({ node }) => node.id));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      for (let before: string | null = null; ; ) {
        const page: Page = await askPage(gateway(), field, { last: size, before });
        backward?.unshift(...page.edges.map(({ node }) => node.id));
        if (!page.pageInfo.hasPreviousPage) break;
        before = page.pageInfo.startCursor;
      }
      expect([forward, backward]).toEqual([ids, ids]);
    }
  });

  /** Counts the SQL statements that count items, and the SQL statements that read pages. */
  async function countStatements(query: string): Promise<{ counts: number; pages: number }> {
    database().statements.length = 0;
    const { errors } = await gateway().ask(query);
    expect(errors).toBeUndefined();
    const sent = database().statements.map(({ sql }) => sql);
    const holding = (text: string) => sent.filter((sql) => sql.includes(text)).length;
    return { counts: holding('as counts'), pages: holding('picked.tier') };
  }

  it('are counted with one SQL statement, without reading a page', async () => {
    const { data } = await gateway().ask('{ collections(first: 5) { nodes { slug items { totalCount } } } }');
    const counts = { chosen: 2, package: 5, ruled: 1, nothing: 0, empty: 0 };
    const nodes = Object.entries(counts).map(([slug, totalCount]) => ({ slug, items: { totalCount } }));
    expect(data).toEqual({ collections: { nodes } });
    for (const slug of SLUGS) {
      const sent = await countStatements(`{ collection(slug: "${slug}") { items { totalCount } } }`);
      expect(sent, slug).toEqual({ counts: 1, pages: 0 });
    }
  });

  it('need at most two SQL statements for counts and two for pages, for any number of collections', async () => {
    const below = 'items(first: 2) { totalCount nodes { headline } }';
    expect(await countStatements(`{ collection(slug: "package") { ${below} } }`)).toEqual({ counts: 1, pages: 1 });
    expect(await countStatements(`{ collections(first: 5) { nodes { ${below} } } }`)).toEqual({ counts: 2, pages: 2 });
  });

  it('are also found with the `collection` filter, and each item lists its collections', async () => {
    const { data } = await gateway().ask<{
      contentItems: { nodes: { headline: string; collections: { nodes: { slug: string }[] } }[] };
    }>('{ contentItems(filter: { collection: "package" }) { nodes { headline collections { nodes { slug } } } } }');
    const found = data.contentItems.nodes;
    expect(found.map((item) => item.headline).sort()).toEqual(WHOLE.map((name) => name.replace('*', '')).sort());
    for (const item of found) expect(item.collections.nodes.map(({ slug }) => slug)).toContain('package');
    const film = found.find((item) => item.headline === 'A film');
    expect(film?.collections.nodes).toEqual([{ slug: 'package' }, { slug: 'ruled' }]);
    const old = await gateway().ask('{ content(by: { slug: "too-old" }) { collections { nodes { slug } } } }');
    expect(old.data).toEqual({ content: { collections: { nodes: [] } } });
  });
});

describe('collections', () => {
  it('are listed by position, in one language or in all languages', async () => {
    const { data } = await gateway().ask(
      '{ en: collections { nodes { slug } } es: collections(language: "es-MX") { nodes { title } } all: collections(language: "*") { nodes { title } } }',
    );
    expect(data).toMatchObject({
      en: { nodes: SLUGS.map((slug) => ({ slug })) },
      es: { nodes: [{ title: 'Paquete' }] },
    });
    expect(data.all).toMatchObject({ nodes: expect.objectContaining({ length: 6 }) });
  });
});
