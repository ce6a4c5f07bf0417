import { beforeAll, describe, expect, it } from 'vitest';
import { fillList } from '../../src/page-parts/parts.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const ids = (...numbers: number[]) => numbers.map((number) => `test:Story ${number}`);
const paths = new Map<string, string>();

/**
 * Story 0 is the page. Its body shows 1, 2, 3 and the film. Its related news begin with 1, 4, 5, 6;
 * those of the others begin with 0, 1, 2. Two packages have
 * it. The most read items are the film, then 0, 1, 2 and so on. The newest items are in the same order.
 */
beforeAll(async () => {
  const { article, link, record } = make();
  const place = (number: number) => ({
    section: { name: 'News' },
    publishedAt: hoursAgo(3 + number),
    views: [{ hour: hoursAgo(2), views: 1000 - number }],
  });
  const film = await article({ headline: 'The film', type: 'VIDEO', ...place(-1) });
  const body = [
    { type: 'relatedNews' as const, items: ids(1, 2) },
    { type: 'articleLink' as const, article: 'test:Story 3' },
    { type: 'embed' as const, url: `https://news.example${film.path}` },
    { type: 'embed' as const, url: 'https://video.example/watch/1' },
  ];
  for (let number = 0; number < 40; number += 1) {
    const own = number === 0 ? { body, related: ids(1, 4, 5, 6) } : { related: ids(0, 1, 2) };
    const { path } = await article({ headline: `Story ${number}`, ...place(number), ...own });
    paths.set(`Story ${number}`, path);
  }
  const collection = { record: 'collection', language: 'en' } as const;
  await record({ ...collection, slug: 'one', title: 'One', items: ids(0, 1, 4, 7, 8, 9, 10), position: 1 });
  await record({ ...collection, slug: 'two', title: 'Two', items: ids(0, 8, 7, 11, 5, 12, 13), position: 2 });
  await link();
});

interface Named {
  readonly headline: string;
}
interface Packages {
  readonly nodes: readonly { readonly items: { readonly nodes: readonly Named[] } }[];
}
interface Answer {
  readonly mostRead?: readonly Named[];
  readonly article: {
    readonly body?: readonly { readonly items?: readonly Named[]; readonly article?: Named; readonly url?: string }[];
    readonly related?: readonly { readonly article: Named }[];
    readonly collections?: Packages;
    readonly readNext?: readonly Named[];
  };
}

async function ask<Data = Answer>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await gateway().ask<Data>(query, variables);
  expect(errors, query).toBeUndefined();
  return data;
}

/** The number of each story. The film is -1. */
const numbersOf = (items: readonly Named[] = []) =>
  items.map(({ headline }) => (headline === 'The film' ? -1 : Number(headline.replace('Story ', ''))));

function partsOf({ article: { body = [], collections, readNext, related = [] }, mostRead }: Answer) {
  const blocks = body.flatMap(({ article, items = [] }) => [...items, ...(article ? [article] : [])]);
  return {
    body: [...numbersOf(blocks), ...(body.some(({ url }) => url?.includes('the-film')) ? [-1] : [])],
    related: numbersOf(related.map(({ article }) => article)),
    coverage: (collections?.nodes ?? []).map(({ items }) => numbersOf(items?.nodes)),
    most: numbersOf(mostRead),
    next: numbersOf(readNext),
  };
}

const PARTS = ['body', 'related', 'coverage', 'most', 'next'] as const;

const PAGE = `
  query ($body: Boolean!, $related: Boolean!, $coverage: Boolean!, $most: Boolean!, $next: Boolean!) {
    mostRead(first: 4) @include(if: $most) { headline }
    article(by: { slug: "story-0" }) { ...Parts ... @include(if: $next) { readNext(first: 3) { headline } } }
  }
  fragment Parts on Article {
    ... on ContentItem { ... on Article { related: relatedNews(first: 2) @include(if: $related) { article { headline } } } }
    collections(first: 2) { nodes { items(first: 3) @include(if: $coverage) { nodes { headline } } } }
    body @include(if: $body) {
      ... on RelatedNewsBlock { items { headline } }
      ... on ArticleLinkBlock { article { headline } }
      ... on EmbedBlock { url }
    }
  }`;

/** Asks for the parts whose names are given, and for no others. */
async function askPage(names: readonly string[], query = PAGE) {
  return partsOf(await ask(query, Object.fromEntries(PARTS.map((part) => [part, names.includes(part)]))));
}

describe('the parts of a page', () => {
  it('show body, related news, coverage, most read and read next, without an item of a part before', async () => {
    expect(await askPage(PARTS)).toEqual({
      body: [1, 2, 3, -1],
      related: [4, 5],
      coverage: [
        [7, 8, 9],
        [11, 12, 13],
      ],
      most: [6, 10, 14, 15],
      next: [16, 17, 18],
    });
  });

  it('are as in an operation without the others, less what the selected parts show, for each set of parts', async () => {
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    const whole = {
      related: [1, 4, 5, 6, ...numbers.filter((number) => ![0, 1, 4, 5, 6].includes(number))],
      one: [0, 1, 4, 7, 8, 9, 10],
      two: [0, 8, 7, 11, 5, 12, 13],
      newest: [-1, ...numbers],
    };
    for (let set = 0; set < 2 ** PARTS.length; set += 1) {
      const names = PARTS.filter((_, index) => (set >> index) % 2 === 1);
      const shown = new Set([0]);
      const take = (part: (typeof PARTS)[number], list: readonly number[], first: number) => {
        if (!names.includes(part)) return [];
        const taken = list.filter((number) => !shown.has(number)).slice(0, first);
        for (const number of taken) shown.add(number);
        return taken;
      };
      const expected = {
        body: take('body', [1, 2, 3, -1], 4),
        related: take('related', whole.related, 2),
        coverage: [take('coverage', whole.one, 3), take('coverage', whole.two, 3)],
        most: take('most', whole.newest, 4),
        next: take('next', whole.newest, 3),
      };
      expect(await askPage(names), names.join()).toEqual(expected);
    }
  });

  it('lose nothing to blocks of the body that the operation does not select', async () => {
    const page = (blocks: string) =>
      ask(
        `{ article(by: { slug: "story-0" }) { body { __typename ${blocks} } related: relatedNews(first: 2) { article { headline } } } }`,
      );
    expect(partsOf(await page('')).related).toEqual([1, 4]);
    expect(partsOf(await page('... on ArticleLinkBlock { prefix }')).related).toEqual([1, 4]);
    expect(partsOf(await page('... on RelatedNewsBlock { items { headline } }')).related).toEqual([4, 5]);
  });

  it('lose nothing to a package of which only the count is selected', async () => {
    const data = await ask(`{ article(by: { slug: "story-0" }) {
      collections(first: 2) { nodes { items(first: 3) { totalCount pageInfo { hasNextPage } } } }
      readNext(first: 3) { headline }
    } }`);
    expect(numbersOf(data.article.readNext)).toEqual([-1, 1, 2]);
  });

  it('are the same list under two aliases, and the longer one counts', async () => {
    const { article } = await ask<{ article: Record<'few' | 'many', { article: Named }[]> & { readNext: Named[] } }>(
      `{ article(by: { slug: "story-0" }) {
        few: relatedNews(first: 1) { article { headline } } many: relatedNews(first: 4) { article { headline } }
        readNext(first: 3) { headline }
      } }`,
    );
    const [few, many] = [article.few, article.many].map((list) => numbersOf(list.map((related) => related.article)));
    expect([few, many, numbersOf(article.readNext)]).toEqual([[1], [1, 4, 5, 6], [-1, 2, 3]]);
  });

  it.each([
    ['the section of the article', '', 'section { mostRead(first: 3) { headline } }'],
    ['a section in a root field', 'section(slug: "news") { mostRead(first: 3) { headline } }', ''],
  ])('include the most read items of %s', async (_name, root, below) => {
    interface Section {
      readonly mostRead: Named[];
    }
    const data = await ask<{ section?: Section; article: { section?: Section; readNext: Named[] } }>(
      `{ ${root} article(by: { slug: "story-0" }) { ${below} readNext(first: 2) { headline } } }`,
    );
    const section = data.section ?? data.article.section;
    expect([numbersOf(section?.mostRead), numbersOf(data.article.readNext)]).toEqual([
      [-1, 1, 2],
      [3, 4],
    ]);
  });

  it('include the packages of root fields', async () => {
    const data = await ask<{ collections: Packages; collection: Packages['nodes'][number]; mostRead: Named[] }>(`{
      mostRead(first: 3) { headline }
      collections(first: 1) { nodes { items(first: 2) { edges { node { headline } } nodes { headline } } } }
      collection(slug: "two") { items(first: 2) { nodes { headline } } }
      article(by: { slug: "story-0" }) { related: relatedNews(first: 2) { article { headline } } }
    }`);
    expect(numbersOf(data.collections.nodes[0]?.items.nodes)).toEqual([7, 8]);
    expect(numbersOf(data.collection.items.nodes)).toEqual([11, 5]);
    expect(numbersOf(data.mostRead)).toEqual([-1, 2, 3]);
  });

  it('of two articles in one operation are filled for each article, and the most read items suit both', async () => {
    const data = await ask<Record<'a' | 'b', Answer['article']> & { mostRead: Named[] }>(`{
      a: article(by: { slug: "story-0" }) { ...Lists } b: article(by: { slug: "story-20" }) { ...Lists }
      mostRead(first: 2) { headline }
    }
    fragment Lists on Article { related: relatedNews(first: 2) { article { headline } } readNext(first: 2) { headline } }`);
    const [a, b] = [partsOf({ article: data.a }), partsOf({ article: data.b })];
    expect([a.related, b.related]).toEqual([
      [1, 4],
      [0, 1],
    ]);
    expect(numbersOf(data.mostRead)).toEqual([-1, 2]);
    expect([a.next, b.next]).toEqual([
      [3, 5],
      [3, 4],
    ]);
  });

  it('of items in a list are filled for each item', async () => {
    const data = await ask<{ mostRead: Answer['article'][] }>(`{ mostRead(first: 3) { ... on Article {
      related: relatedNews(first: 2) { article { headline } } readNext(first: 2) { headline }
      body { ... on RelatedNewsBlock { items { headline } } }
    } } }`);
    const [, zero, one] = data.mostRead.map((article) => partsOf({ article }));
    expect(zero).toMatchObject({ body: [1, 2], related: [4, 5], next: [-1, 3] });
    expect(one).toMatchObject({ body: [], related: [0, 2], next: [-1, 3] });
  });

  it('do not fail when a list before them has an invalid length', async () => {
    const { data, errors } = await gateway().ask<{ article: null; mostRead: Named[] }>(
      '{ article(by: { slug: "story-0" }) { relatedNews(first: 0) { reason } } mostRead(first: 2) { headline } }',
    );
    expect(errors?.map(({ path }) => path)).toEqual([['article', 'relatedNews']]);
    expect([data.article, numbersOf(data.mostRead)]).toEqual([null, [-1, 1]]);
  });

  it('of an item in the answer to a mutation are filled, too', async () => {
    const { data } = await gateway().ask<{ article: { id: string } }>('{ article(by: { slug: "story-0" }) { id } }');
    const editor = await gateway().as('publisher');
    const answer = await editor.ask<{ updateArticle: Pick<Answer, 'article'> }>(
      `mutation ($id: ID!) { updateArticle(input: { id: $id, version: 1, label: "News" }) { article {
        body { ... on RelatedNewsBlock { items { headline } } } related: relatedNews(first: 2) { article { headline } }
      } } }`,
      { id: data.article.id },
    );
    expect(answer.errors).toBeUndefined();
    expect(partsOf(answer.data.updateArticle)).toMatchObject({ body: [1, 2], related: [4, 5] });
  });
});

describe('a list with more items before it than it reads spare rows', () => {
  const items = Array.from({ length: 1000 }, (_, id) => ({ id, path: `/${id}` }));
  const before = (shown: readonly number[]) => ({ count: 1000, show: async () => shown });

  async function fill(shown: readonly number[]) {
    const counts: number[] = [];
    const read = async (count: number) => {
      counts.push(count);
      return items.slice(0, count);
    };
    const earlier = [before(shown)];
    const rows = await fillList({ part: 'coverage', pages: [], first: 5, read, itemOf: (item) => item, earlier });
    return { counts, ids: rows.map(({ id }) => id) };
  }

  it('is read once more if the spare rows are not enough', async () => {
    const { counts, ids: found } = await fill(Array.from({ length: 300 }, (_, id) => id));
    expect(found).toEqual([300, 301, 302, 303, 304]);
    expect(counts).toEqual([205, 305]);
  });

  it('is read once if the spare rows are enough', async () => {
    expect(await fill([1, 999])).toEqual({ counts: [205], ids: [0, 2, 3, 4, 5] });
  });
});
