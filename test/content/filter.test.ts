import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';
import {
  anyFilter,
  anyItem,
  countValues,
  type Filter,
  type Item,
  LANGUAGES,
  ORDERS,
  RULE,
  SECTIONS,
  select,
  TAGS,
  TIME_ZONE,
  yearOf,
} from './reference.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const ITEMS = 160;
const items: Item[] = [];

const STATES = {
  public: {},
  draft: { status: 'DRAFT' },
  future: { publishedAt: hoursAgo(-24) },
  embargoed: { embargoedUntil: hoursAgo(-1) },
  expired: { expiresAt: hoursAgo(1) },
  withdrawn: { status: 'WITHDRAWN' },
} as const;
const VIDEO = { type: 'embed', provider: 'vimeo', url: 'https://vimeo.example/1' } as const;
const AUDIO = { type: 'embed', url: 'https://sound.example/1.mp3' } as const;

beforeAll(async () => {
  const { record } = make();
  await record({ record: 'site', language: 'en', timeZone: TIME_ZONE });
  for (const language of LANGUAGES) {
    await record({ record: 'edition', language, name: `The ${language} edition` });
    for (const [slug, parent] of Object.entries(SECTIONS)) {
      await record({ record: 'section', language, slug, name: `${slug} ${language}`, ...(parent && { parent }) });
    }
    for (const [slug, aliases] of Object.entries(TAGS)) {
      if (slug !== 'budget' || language === 'en')
        await record({ record: 'tag', language, slug, name: slug, kind: 'SUBJECT', aliases: [...aliases] });
    }
  }
  const drafts = fc.sample(anyItem, { numRuns: ITEMS, seed: 20260323 });
  for (const [index, draft] of drafts.entries()) items.push(await makeItem(index, draft));
  for (const language of LANGUAGES) {
    const chosen = items
      .map((item, index) => ({ ...item, index }))
      .filter((item) => item.isChosen && item.language === language);
    await record({
      record: 'collection',
      language,
      slug: 'package',
      title: 'A package',
      items: chosen.map(({ index }) => `test:Item ${index}`),
      rule: {
        sections: [...(RULE.sections ?? [])],
        tags: { noneOf: [...(RULE.tags?.noneOf ?? [])] },
        ...(RULE.publishedAfter != null && { publishedAfter: RULE.publishedAfter }),
      },
    });
  }
  await make().link();
});

type Draft = typeof anyItem extends fc.Arbitrary<infer Value> ? Value : never;

async function makeItem(index: number, draft: Draft): Promise<Item> {
  const { isChosen, language, media, state, type } = draft;
  const isEnglish = language === 'en';
  const tags = draft.tags.filter((slug) => isEnglish || slug !== 'budget');
  const authors = draft.authors.filter((slug) => isEnglish || slug !== 'cai');
  const named = (slugs: readonly string[]) => slugs.map((slug) => ({ name: slug, slug }));
  const hasVideo = media === 'video' || media === 'both';
  const hasAudio = media === 'audio' || media === 'both';
  const { id } = await make().article({
    ...{ type, language, headline: `Item ${index}`, publishedAt: draft.publishedAt, updatedAt: draft.updatedAt },
    ...(type === 'ARTICLE' && { genre: draft.genre }),
    ...(draft.section !== null && { section: { name: draft.section, slug: draft.section } }),
    ...(draft.series !== null && { series: { name: draft.series, slug: draft.series } }),
    regions: named(draft.regions),
    tags: named(tags),
    authors: named(authors),
    body: [...(hasVideo ? [VIDEO] : []), ...(hasAudio ? [AUDIO] : [])],
    views:
      draft.views > 0
        ? [
            { hour: hoursAgo(2), views: 4 },
            { hour: hoursAgo(9000), views: draft.views - 4 },
          ]
        : [],
    ...STATES[state],
  });
  return {
    ...draft,
    ...{ id, tags, authors, isChosen, hasAudio },
    genre: type === 'ARTICLE' ? draft.genre : null,
    hasVideo: hasVideo || type === 'VIDEO',
    isHidden: state !== 'public',
  };
}

interface Page {
  readonly totalCount: number;
  readonly facets: {
    readonly sections: {
      readonly section: { readonly slug: string; readonly language: string };
      readonly count: number;
    }[];
    readonly tags: { readonly tag: { readonly slug: string; readonly language: string }; readonly count: number }[];
    readonly types: { readonly type: string; readonly count: number }[];
    readonly years: { readonly year: number; readonly count: number }[];
  };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: { readonly headline: string }[];
}

const QUERY = `query ($filter: ContentFilter, $orderBy: ContentOrder!, $after: String) {
  contentItems(filter: $filter, orderBy: $orderBy, first: 100, after: $after) {
    totalCount
    facets {
      sections { section { slug language } count } tags { tag { slug language } count } types { type count }
      years { year count }
    }
    pageInfo { hasNextPage endCursor }
    nodes { headline }
  }
}`;

async function ask(filter: Filter, orderBy: string): Promise<Page> {
  const page = async (after: string | null) => {
    const { data, errors } = await gateway().ask<{ contentItems: Page }>(QUERY, { filter, orderBy, after });
    expect(errors).toBeUndefined();
    return data.contentItems;
  };
  const first = await page(null);
  if (!first.pageInfo.hasNextPage) return first;
  const second = await page(first.pageInfo.endCursor);
  expect(second).toMatchObject({
    totalCount: first.totalCount,
    facets: first.facets,
    pageInfo: { hasNextPage: false },
  });
  return { ...first, nodes: [...first.nodes, ...second.nodes] };
}

describe('a list with a random filter and order', () => {
  it('is tested with enough hidden items, and enough public items of all five kinds', () => {
    const shown = items.filter((item) => !item.isHidden);
    expect(shown.length).toBeGreaterThan(60);
    expect(items.length - shown.length).toBeGreaterThan(40);
    expect(new Set(shown.map((item) => item.type)).size).toBe(5);
    expect(items.every((item) => item.publishedAt <= NOW)).toBe(true);
  });

  it('has the same items, order and counts as the second implementation in reference.ts', async () => {
    const sizes: number[] = [];
    await fc.assert(
      fc.asyncProperty(anyFilter, fc.constantFrom(...Object.keys(ORDERS)), async (filter, order) => {
        const expected = select(items, filter).sort(ORDERS[order]);
        sizes.push(expected.length);
        const { facets, nodes, totalCount } = await ask(filter, order);
        expect(nodes.map((node) => node.headline)).toEqual(expected.map((item) => `Item ${items.indexOf(item)}`));
        expect(totalCount).toBe(expected.length);
        const slugs = (values: readonly { slug: string; language: string; count: number }[]) =>
          values.map(({ count, language, slug }) => `${language}/${slug} ${count}`).sort();
        expect(slugs(facets.sections.map(({ count, section }) => ({ ...section, count })))).toEqual(
          countValues(expected.flatMap(({ language, section }) => (section === null ? [] : `${language}/${section}`))),
        );
        expect(slugs(facets.tags.map(({ count, tag }) => ({ ...tag, count })))).toEqual(
          countValues(expected.flatMap(({ language, tags }) => tags.map((slug) => `${language}/${slug}`))),
        );
        expect(facets.types.map(({ count, type }) => `${type} ${count}`).sort()).toEqual(
          countValues(expected.map((item) => item.type)),
        );
        expect(facets.years.map(({ count, year }) => `${year} ${count}`)).toEqual(
          countValues(expected.map(yearOf)).reverse(),
        );
        for (const counts of [facets.sections, facets.tags, facets.types].map((part) => part.map(({ count }) => count)))
          expect(counts).toEqual([...counts].sort((a, b) => b - a));
      }),
      { numRuns: 200 },
    );
    // The filters were useful: many lists had items, and their lengths differed.
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(80);
    expect(new Set(sizes).size).toBeGreaterThan(25);
  });
});
