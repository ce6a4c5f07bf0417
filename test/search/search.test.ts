import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const paragraph = (text: string) => [{ type: 'paragraph' as const, html: text }];
const country = { kind: 'PLACE' as const, name: 'Nahira', slug: 'nahira', aliases: ['Nahíra', 'Naheera', 'Old Coast'] };

beforeAll(async () => {
  const { article, link } = make();
  await article({ headline: 'Headline of the lighthouse', publishedAt: hoursAgo(9) });
  await article({ headline: 'One', standfirst: 'A lighthouse sums it up.', publishedAt: hoursAgo(8) });
  await article({
    headline: 'Two',
    body: paragraph('In the body stands a <em>lighthouse</em>, a lighthouse, a lighthouse.'),
  });
  await article({ headline: 'Three', tags: [{ name: 'Lighthouse' }] });
  await article({ headline: 'Elections were called', body: paragraph('The council of the harbour voted.') });
  await article({ headline: 'Harbour council', body: paragraph('It elected nobody.') });
  await article({ headline: 'Grain ships reach Naheera', publishedAt: hoursAgo(3) });
  await article({ headline: 'A summit for Nahira', publishedAt: hoursAgo(2) });
  await article({ headline: 'Letters from the old coast', publishedAt: hoursAgo(4) });
  await article({ headline: 'Talks go on', tags: [country], publishedAt: hoursAgo(5) });
  await article({ headline: 'Orchard older', standfirst: 'Apples.', publishedAt: hoursAgo(50) });
  await article({ headline: 'Orchard newer', standfirst: 'Pears.', publishedAt: hoursAgo(40) });
  await article({ headline: 'Orchard far', body: paragraph('An orchard. '.repeat(30)), publishedAt: hoursAgo(60) });
  await article({ headline: 'El avión y la economía', language: 'es', standfirst: 'Las elecciones del año.' });
  await article({ headline: 'أحمد في الإدارة', language: 'ar', standfirst: 'إعلان الانتخابات المحلية' });
  await article({ headline: '气候变化会议今天开幕', language: 'zh' });
  await article({ headline: '東京のコンピューター展', language: 'ja' });
  await article({ headline: 'การเลือกตั้งทั่วไป', language: 'th' });
  await article({ headline: "L'économie du quartier", language: 'fr' });
  await article({
    ...{ type: 'GALLERY', headline: 'In pictures', byline: 'By Ada Quill' },
    images: [{ url: 'https://images.example/1.jpg', altText: '', caption: 'A windmill at dawn' }],
  });
  await article({
    ...{ type: 'LIVE_BLOG', headline: 'As it happens', coverageStartTime: hoursAgo(2) },
    posts: [{ sourceId: '1', title: 'Turbines stop', publishedAt: hoursAgo(1), body: paragraph('A turbine hall.') }],
  });
  await link();
});

interface Found {
  readonly edges: { score: number; snippet: string; node: { headline: string } }[];
  readonly totalCount: number;
}

async function search(query: string, variables: Record<string, unknown> = {}): Promise<Found> {
  const { data, errors } = await gateway().ask<{ search: Found }>(
    `query ($query: String!, $filter: ContentFilter, $orderBy: SearchOrder = RELEVANCE) {
      search(query: $query, filter: $filter, orderBy: $orderBy) { totalCount edges { score snippet node { headline } } } }`,
    { query, ...variables },
  );
  expect(errors).toBeUndefined();
  return data.search;
}

async function find(query: string, language = 'en'): Promise<string[]> {
  const { edges } = await search(query, { filter: { language } });
  return edges.map(({ node }) => node.headline);
}

describe('search', () => {
  it('ranks matches in the headline above matches in the standfirst, the body and the tags', async () => {
    const { edges, totalCount } = await search('lighthouse');
    expect(edges.map(({ node }) => node.headline)).toEqual(['Headline of the lighthouse', 'One', 'Two', 'Three']);
    const scores = edges.map(({ score }) => score);
    expect(scores[0]).toBe(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(totalCount).toBe(4);
  });

  it('finds every form of a word, and finds the words of a query anywhere in an item', async () => {
    expect((await find('elections')).sort()).toEqual(['Elections were called', 'Harbour council']);
    expect((await find('council electing harbours')).sort()).toEqual(['Elections were called', 'Harbour council']);
    expect(await find('lighthouse council')).toEqual([]);
  });

  it('supports quoted phrases, alternatives and excluded words', async () => {
    expect(await find('"harbour council"')).toEqual(['Harbour council']);
    expect(await find('"council of the harbour"')).toEqual(['Elections were called']);
    expect((await find('windmill or "harbour council"')).sort()).toEqual(['Harbour council', 'In pictures']);
    expect(await find('harbour -elections')).toEqual([]);
    expect(await find('harbour -"harbour council"')).toEqual(['Elections were called']);
  });

  it('ranks the newer of two similar matches higher, but not above a better match', async () => {
    expect(await find('orchard')).toEqual(['Orchard far', 'Orchard newer', 'Orchard older']);
    const byDate = await search('orchard', { orderBy: 'PUBLISHED_AT_ASC' });
    expect(byDate.edges.map(({ node }) => node.headline)).toEqual(['Orchard far', 'Orchard older', 'Orchard newer']);
  });

  it('also searches captions, bylines and the posts of live blogs', async () => {
    expect(await find('windmill')).toEqual(['In pictures']);
    expect(await find('ada quill')).toEqual(['In pictures']);
    expect(await find('turbines')).toEqual(['As it happens']);
  });

  it('finds the same items by each name and alias of a tag, also in texts', async () => {
    const expected = ['A summit for Nahira', 'Grain ships reach Naheera', 'Letters from the old coast', 'Talks go on'];
    for (const name of ['Nahira', 'nahíra', 'NAHEERA', 'old coast']) {
      expect((await find(name)).sort(), name).toEqual(expected);
    }
    expect(await find('naheera summit')).toEqual(['A summit for Nahira']);
  });

  it('replaces an unknown word with the most similar known word', async () => {
    for (const slip of ['lighthuose', 'lihthouse', 'lighthoust', 'lightthouse']) {
      expect(await find(slip), slip).toContain('Headline of the lighthouse');
    }
    expect(await find('harbour -windmlil council')).toHaveLength(2);
    expect(await find('"harbuor council"')).toEqual(['Harbour council']);
    expect(await find('zzzzqqq')).toEqual([]);
    expect(await find('انتخبات', 'ar')).toEqual(['أحمد في الإدارة']);
  });
});

describe('search in each language', () => {
  it('finds Spanish words with and without accents, in all forms', async () => {
    for (const query of ['avion', 'aviones', 'AVIÓN', 'economia', 'elección', 'ano', 'también la economía']) {
      expect(await find(query, 'es'), query).toEqual(['El avión y la economía']);
    }
  });

  it('finds Arabic words with and without hamza and articles', async () => {
    for (const query of ['احمد', 'أحمد', 'إدارة', 'الادارة', 'اعلان', 'انتخابات']) {
      expect(await find(query, 'ar'), query).toEqual(['أحمد في الإدارة']);
    }
  });

  it('finds words in languages without spaces between words', async () => {
    expect(await find('气候', 'zh')).toEqual(['气候变化会议今天开幕']);
    expect(await find('会议 变化', 'zh')).toEqual(['气候变化会议今天开幕']);
    expect(await find('コンピューター', 'ja')).toEqual(['東京のコンピューター展']);
    expect(await find('เลือกตั้ง', 'th')).toEqual(['การเลือกตั้งทั่วไป']);
  });

  it('finds a French word with or without its article and apostrophe', async () => {
    expect(await find('economie', 'fr')).toEqual(["L'économie du quartier"]);
    expect(await find("l'économie", 'fr')).toEqual(["L'économie du quartier"]);
  });

  it("uses the site's language, unless the filter names another language or all languages", async () => {
    expect((await search('economia')).edges).toEqual([]);
    expect(await find('economia', '*')).toEqual(expect.arrayContaining(['El avión y la economía']));
    expect(await find('elecciones or lighthouse', '*')).toHaveLength(5);
  });
});

describe('the results of a search', () => {
  it('have snippets with marked words, without marks if only a tag matches', async () => {
    const snippets = (await search('lighthouse')).edges.map(({ snippet }) => snippet);
    expect(snippets).toEqual([
      'Headline of the <mark>lighthouse</mark>',
      'A <mark>lighthouse</mark> sums it up.',
      'In the body stands a <mark>lighthouse</mark>, a <mark>lighthouse</mark>, a <mark>lighthouse</mark>.',
      'Three',
    ]);
    expect((await search('electing')).edges.map(({ snippet }) => snippet)).toContain('It <mark>elected</mark> nobody.');
  });

  it('can be filtered and counted', async () => {
    const { edges, totalCount } = await search('lighthouse or windmill', { filter: { types: ['GALLERY'] } });
    expect(edges.map(({ node }) => node.headline)).toEqual(['In pictures']);
    expect(totalCount).toBe(1);
    const { data } = await gateway().ask(await readOperation('Search'), { query: 'lighthouse or windmill' });
    expect(data).toMatchObject({
      search: {
        totalCount: 5,
        facets: {
          types: [
            { type: 'ARTICLE', count: 4 },
            { type: 'GALLERY', count: 1 },
          ],
          tags: [{ count: 1 }],
        },
      },
    });
  });
});

describe('an unusual query', () => {
  it('finds nothing if it has no word to search for', async () => {
    const queries = ['', ' ', '!!!', '"', '-', '-lighthouse', 'or', 'the of and', '& | ! ( ) <-> :*', "'", '\\', '%'];
    for (const query of queries) expect(await search(query), query).toEqual({ totalCount: 0, edges: [] });
    expect((await search('lighthouse & ! | ( :*')).totalCount).toBe(4);
    expect((await search(`${'"lighthouse" or '.repeat(30)}-x`)).totalCount).toBe(4);
  });

  it('is refused if it is too long, and the error names the argument', async () => {
    const { errors } = await gateway().ask('query ($query: String!) { search(query: $query) { totalCount } }', {
      query: 'x '.repeat(5000),
    });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'query' } });
    expect((await search('lighthouse '.repeat(180))).totalCount).toBe(4);
  });
});
