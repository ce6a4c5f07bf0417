import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { contentDraftSchema } from '../../src/ingest/contract/draft.js';
import { CONTENT_TYPES, GENRES } from '../../src/item/kind-names.js';
import { moveDates, readSample } from '../../src/sample/load.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const gateway = useGateway(useDatabase('sample_newsroom'));

const documents = await Promise.all((await readSample()).documents);
const drafts = documents.flatMap((document) =>
  document.kind === 'draft' ? [contentDraftSchema.parse(document.draft)] : [],
);
const titlesOf = (type: string, language: string) =>
  drafts.filter((draft) => draft.type === type && draft.language === language).map(({ headline }) => headline);

interface Listed {
  readonly items: { nodes: { headline: string }[]; totalCount: number };
}

const LIST = `query ($types: [ContentType!], $language: LanguageTag) {
  items: contentItems(filter: { types: $types, language: $language }, first: 100) { totalCount nodes { headline } }
}`;

describe('the sample newsroom', () => {
  it.each(['en', 'es', 'ar'])('has every kind of content in %s, and every genre', (language) => {
    for (const type of CONTENT_TYPES) expect(titlesOf(type, language), type).not.toEqual([]);
    const articles = drafts.filter((draft) => draft.type === 'ARTICLE' && draft.language === language);
    expect(new Set(articles.map(({ genre }) => genre))).toEqual(new Set(GENRES));
  });

  it.each(['en', 'es', 'ar'])('shows ten breaking items in %s, not counting corrected items', async (language) => {
    const { data } = await gateway().ask<{ breakingItems: { nodes: { status: string }[] } }>(
      `query ($language: LanguageTag) { breakingItems(language: $language, first: 50) { nodes { status } } }`,
      { language },
    );
    const standing = data.breakingItems.nodes.filter(({ status }) => status !== 'CORRECTED');
    expect(standing).toHaveLength(10);
  });

  it('refers only to sections, regions, series, authors and tags that its files define', () => {
    const known = new Set(
      documents.flatMap(({ kind, ...rest }) =>
        'record' in rest && 'slug' in rest.record
          ? [`${rest.record.record} ${rest.record.language} ${rest.record.slug}`]
          : [],
      ),
    );
    const unknown = drafts.flatMap(({ authors, language, regions, section, series, tags }) => {
      const lists = { author: authors, region: regions, tag: tags, section: [section], series: [series] };
      return Object.entries(lists).flatMap(([kind, list]) =>
        list.flatMap((named) =>
          named && !known.has(`${kind} ${language} ${named.name}`) ? [`${kind} ${named.name}`] : [],
        ),
      );
    });
    expect(unknown).toEqual([]);
  });

  it('has recent dates: loading moves all dates by the same time, and view dates stay full hours', async () => {
    const { asOf, documents: reading } = await readSample();
    const moved = await Promise.all(reading);
    const by = 40 * 86_400_000 + 17 * 60_000 + 1;
    moveDates(moved, by);
    const datesOf = (list: unknown) => {
      // The source id of a post looks like a date, but it does not move.
      const text = JSON.stringify(list, (name, value) => (name === 'sourceId' ? undefined : value));
      return text.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    };
    const [before, after] = [datesOf(documents), datesOf(moved)].map((dates) => dates.map(Date.parse));
    const moves = new Set(after?.map((date, index) => date - (before?.[index] ?? 0)));
    expect([...moves].sort()).toEqual([40 * 86_400_000, by]);
    const published = drafts.flatMap(({ embargoedUntil, publishedAt, status }) =>
      status === 'PUBLISHED' && !embargoedUntil && publishedAt ? [publishedAt.getTime()] : [],
    );
    const newest = Math.max(...published.filter((moment) => moment <= asOf.getTime()));
    expect((asOf.getTime() - newest) / 60_000).toBeLessThanOrEqual(30);
    expect(asOf).toEqual(NOW);
  });

  it('publishes no two items of a language at the same time, so that the order of lists is certain', () => {
    const moments = drafts.map(({ language, publishedAt }) => `${language} ${publishedAt?.toISOString()}`);
    expect(new Set(moments).size).toBe(moments.length);
  });

  it('gives every video at least three files, a playlist and captions in two languages', () => {
    for (const { headline, captions, durationSeconds, renditions, series, type } of drafts) {
      if (type !== 'VIDEO') continue;
      expect(new Set(renditions.map(({ mimeType }) => mimeType)), headline).toEqual(
        new Set(['video/mp4', 'application/vnd.apple.mpegurl']),
      );
      expect(renditions.length, headline).toBeGreaterThanOrEqual(3);
      expect(captions.length, headline).toBeGreaterThanOrEqual(2);
      expect(durationSeconds, headline).toBeDefined();
      expect(series, headline).toBeDefined();
    }
  });

  it('uses only pictures from the media folder, each with an alternative text', async () => {
    const files = new Set(await readdir(new URL('../../media/', import.meta.url)));
    const pictures = [...JSON.stringify(documents).matchAll(/"url":"\/media\/([^"]+)","altText":"([^"]*)"/g)];
    expect(pictures.length).toBeGreaterThan(200);
    expect(pictures.filter(([, file = '']) => !files.has(file))).toEqual([]);
    expect(pictures.filter(([, , altText]) => altText === '')).toEqual([]);
  });

  it.each([
    ['VIDEO', 'Night Lines, part 3: bread for the first boat'],
    ['GALLERY', 'In Pictures: Quillan brings the cup home by tram'],
  ])('has one hidden %s, which no list shows or counts', async (type, hidden) => {
    const all = titlesOf(type, 'en');
    expect(all).toContain(hidden);
    const { data, errors } = await gateway().ask<Listed>(LIST, { types: [type], language: 'en' });
    expect(errors).toBeUndefined();
    expect(data.items.totalCount).toBe(all.length - 1);
    expect(data.items.nodes.map(({ headline }) => headline).sort()).toEqual(
      all.filter((headline) => headline !== hidden).sort(),
    );
  });

  it('has a live blog that is live, and a live blog that has ended', async () => {
    const { data } = await gateway().ask<Record<string, { isLive: boolean; posts: { totalCount: number } }>>(
      `query { fog: content(by: { slug: "live-fog-in-the-strait-and-an-island-that-waits" }) { ...Coverage }
        final: content(by: { slug: "coast-cup-final-as-it-happened-rovers-3-united-2" }) { ...Coverage } }
      fragment Coverage on LiveBlog { isLive posts(first: 1) { totalCount } }`,
    );
    expect(data).toEqual({
      fog: { isLive: true, posts: { totalCount: 25 } },
      final: { isLive: false, posts: { totalCount: 15 } },
    });
  });
});
