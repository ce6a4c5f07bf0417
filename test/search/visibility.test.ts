import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const HIDDEN = {
  draft: { status: 'DRAFT' },
  withdrawn: { status: 'WITHDRAWN' },
  scheduled: { publishedAt: hoursAgo(-2) },
  embargoed: { embargoedUntil: hoursAgo(-2) },
  expired: { expiresAt: hoursAgo(0.5) },
} as const;

beforeAll(async () => {
  await make().article({ headline: 'Public granary', standfirst: 'Of granite.' });
  for (const [kind, state] of Object.entries(HIDDEN)) {
    await make().article({
      ...{
        headline: `Granary ${kind}`,
        standfirst: `Secretword${kind} here.`,
        tags: [{ name: `Only ${kind}` }],
        ...state,
      },
    });
  }
  await make().link();
});

interface Found {
  readonly totalCount: number;
  readonly facets: { tags: unknown[]; sections: unknown[]; types: { count: number }[] };
  readonly edges: { node: { headline: string } }[];
}

async function search(query: string): Promise<Found> {
  const { data, errors } = await gateway().ask<{ search: Found }>(await readOperation('Search'), { query });
  expect(errors).toBeUndefined();
  return data.search;
}

describe('an item that is not public', () => {
  it('is neither found nor counted', async () => {
    const { edges, facets, totalCount } = await search('granary');
    expect(edges.map(({ node }) => node.headline)).toEqual(['Public granary']);
    expect(totalCount).toBe(1);
    expect(facets).toMatchObject({ tags: [], types: [{ count: 1 }] });
    for (const kind of Object.keys(HIDDEN)) {
      expect(await search(`secretword${kind}`), kind).toMatchObject({
        totalCount: 0,
        edges: [],
        facets: { types: [] },
      });
      expect((await search(`only ${kind}`)).edges, kind).toEqual([]);
    }
  });

  it('adds no words to spelling corrections until it is public', async () => {
    const { rows } = await database().pool.query(
      `select word, known_from from search_words where word like 'secretword%' order by word`,
    );
    expect(rows).toEqual([
      { word: 'secretwordembargoed', known_from: hoursAgo(-2) },
      { word: 'secretwordexpired', known_from: null },
      { word: 'secretwordscheduled', known_from: hoursAgo(-2) },
    ]);
    expect((await search('secretwordembarged')).edges).toEqual([]);
    gateway().now = hoursAgo(-3);
    expect((await search('secretwordembarged')).edges).toHaveLength(1);
    expect((await search('granary')).totalCount).toBe(3);
    gateway().now = NOW;
  });

  it.each<[string, string, string, boolean, object]>([
    ['made a draft', 'lantern', 'lantorn', true, { status: 'DRAFT' }],
    ['made a draft, but not indexed again', 'chapel', 'chupel', false, { status: 'DRAFT' }],
    ['withdrawn', 'ferret', 'fearet', true, { status: 'WITHDRAWN' }],
    ['given a later time', 'orchard', 'urchard', true, { publishedAt: hoursAgo(-9) }],
    ['put under an embargo', 'quarry', 'quorry', true, { embargoedUntil: hoursAgo(-9) }],
    ['rewritten', 'saddle', 'suddle', true, { headline: 'Ladder', slug: 'ladder' }],
  ])(
    'does not reveal its words through spelling corrections if it was %s while scheduled',
    async (_what, known, secret, isIndexed, change) => {
      await make().article({ headline: `${known} seen` });
      const scheduled = { sourceId: `test:${secret}`, headline: `${secret} planned`, publishedAt: hoursAgo(-2) };
      await make().article(scheduled);
      await make().link();
      await make().article({ ...scheduled, ...change });
      if (isIndexed) await make().link();
      gateway().now = hoursAgo(-3);
      const { edges } = await search(secret);
      gateway().now = NOW;
      expect(edges.map(({ node }) => node.headline)).toEqual([`${known} seen`]);
      await make().link();
    },
  );

  it('is not found any more once it is withdrawn, and a changed item is found only by its new words', async () => {
    await make().article({ headline: 'Kiln opens', standfirst: 'Bricks.' });
    await make().link();
    expect((await search('kiln bricks')).totalCount).toBe(1);
    await make().article({ headline: 'Kiln opens', standfirst: 'Tiles.' });
    await make().link();
    expect((await search('kiln bricks')).totalCount).toBe(0);
    expect((await search('kiln tiles')).totalCount).toBe(1);
    await make().article({ headline: 'Kiln opens', status: 'WITHDRAWN' });
    await make().link();
    expect((await search('kiln')).totalCount).toBe(0);
  });
});
