import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

/** The states of hidden articles. A public article has the same section and tag, and links to each hidden article. */
const HIDDEN = {
  draft: { status: 'DRAFT' },
  scheduled: { publishedAt: hoursAgo(-1) },
  embargoed: { embargoedUntil: hoursAgo(-1) },
  expired: { expiresAt: hoursAgo(0) },
  withdrawn: { status: 'WITHDRAWN', withdrawnReason: 'It was wrong.' },
} as const;
const hiddenIds = Object.keys(HIDDEN).map((kind) => `test:${kind} item`);
const ids = new Map<string, { id: string; path: string; slug: string }>();

beforeAll(async () => {
  const common = {
    section: { name: 'Politics' },
    tags: [{ name: 'Shared' }],
    authors: [{ name: 'Ann Author' }],
    views: [{ hour: NOW, views: 1000 }],
  };
  for (const [kind, state] of Object.entries(HIDDEN)) {
    const { id, path, slug } = await make().article({
      ...common,
      headline: `${kind} item`,
      aliases: [`/old/${kind}`],
      ...state,
    });
    ids.set(kind, { id: Buffer.from(`Article:${id}`).toString('base64'), path, slug });
    await make().record({
      record: 'breaking',
      sourceId: `breaking ${kind}`,
      language: 'en',
      text: 'A line',
      article: `test:${kind} item`,
      publishedAt: hoursAgo(1),
    });
  }
  await make().article({
    ...common,
    headline: 'Public item',
    related: hiddenIds,
    body: [
      { type: 'relatedNews', items: hiddenIds },
      ...hiddenIds.map((article) => ({ type: 'articleLink' as const, article })),
    ],
  });
  for (const kind of Object.keys(HIDDEN)) {
    await make().article({ headline: `Translation of ${kind}`, language: 'es', translationOf: `test:${kind} item` });
  }
  await make().record({
    record: 'collection',
    language: 'en',
    slug: 'all',
    title: 'All',
    items: [...hiddenIds, 'test:Public item'],
  });
});

describe.each(Object.keys(HIDDEN))('an article in the state "%s"', (kind) => {
  it('is not found by id, slug, path or former path, and not by node or nodes', async () => {
    const { id, path, slug } = ids.get(kind) ?? { id: '', path: '', slug: '' };
    const { data, errors } = await gateway().ask(
      `query ($id: ID!, $path: String!, $slug: String!, $old: String!) {
        byId: article(by: { id: $id }) { headline }
        byPath: article(by: { path: $path }) { headline }
        bySlug: article(by: { slug: $slug }) { headline }
        byOldPath: article(by: { path: $old }) { headline }
        node(id: $id) { id }
        nodes(ids: [$id]) { id }
      }`,
      { id, path, slug, old: `/old/${kind}` },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ byId: null, byPath: null, bySlug: null, byOldPath: null, node: null, nodes: [null] });
  });

  it('is not in the lists and links of another article’s page', async () => {
    const page = (await readOperation('ArticlePage')).replace(/first: \d+/g, 'first: 50');
    const { data, errors } = await gateway().ask(page, { slug: 'public-item' });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain(`${kind} item`);
  });

  it('is not listed as a translation of a public article', async () => {
    const { data } = await gateway().ask(
      `{ article(by: { slug: "translation-of-${kind}" }, language: "es") { headline translations { headline } } }`,
    );
    expect(data).toEqual({ article: { headline: `Translation of ${kind}`, translations: [] } });
  });
});

describe('the current time', () => {
  const headlines = (items: readonly { headline: string }[]) => items.map((item) => item.headline).sort();

  /** Returns the headlines in each list at a time, and the counts of each list. */
  async function listAt(time: Date): Promise<{ shown: string[][]; counted: number[] }> {
    gateway().now = time;
    const items = '{ totalCount nodes { headline } }';
    interface List {
      readonly totalCount: number;
      readonly nodes: { headline: string }[];
    }
    const { data, errors } = await gateway().ask<{
      mostRead: { headline: string }[];
      contentItems: List & { facets: { types: { count: number }[] } };
      tag: { contentItems: List };
      author: { articles: List };
      section: { contentItems: List; mostRead: { headline: string }[] };
      collection: { items: List };
    }>(`{
      mostRead(first: 50) { headline }
      contentItems { totalCount nodes { headline } facets { types { count } } }
      tag(slug: "shared") { contentItems ${items} }
      author(slug: "ann-author") { articles ${items} }
      section(slug: "politics") { contentItems ${items} mostRead(first: 50) { headline } }
      collection(slug: "all") { items ${items} }
    }`);
    expect(errors).toBeUndefined();
    const { author, collection, contentItems, mostRead, section, tag } = data;
    const lists = [contentItems, tag.contentItems, author.articles, section.contentItems, collection.items];
    return {
      shown: [mostRead, section.mostRead, ...lists.map((list) => list.nodes)].map(headlines),
      counted: [
        contentItems.facets.types.reduce((sum, { count }) => sum + count, 0),
        ...lists.map((list) => list.totalCount),
      ],
    };
  }

  it.each([
    ['at the start', NOW, ['Public item']],
    ['just before the scheduled and embargoed items are public', new Date(hoursAgo(-1).getTime() - 1), ['Public item']],
    [
      'when the scheduled and embargoed items become public',
      hoursAgo(-1),
      ['Public item', 'embargoed item', 'scheduled item'],
    ],
    ['just before the expired item expires', new Date(NOW.getTime() - 1), ['Public item', 'expired item']],
  ])('decides which items each list shows and counts: %s', async (_, time, expected) => {
    const { counted, shown } = await listAt(time);
    for (const list of shown) expect(list).toEqual(expected);
    for (const count of counted) expect(count).toBe(expected.length);
    gateway().now = NOW;
  });
});
