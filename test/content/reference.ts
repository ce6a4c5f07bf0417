import fc from 'fast-check';
import type { CONTENT_TYPES, GENRES } from '../../src/item/kind-names.js';

/** Filters and sorts an array of items, without SQL. A test compares the gateway's lists with the results. */

type Type = (typeof CONTENT_TYPES)[number];
type Genre = (typeof GENRES)[number];

export interface Item {
  readonly id: number;
  readonly type: Type;
  readonly language: string;
  readonly genre: Genre | null;
  readonly section: string | null;
  readonly series: string | null;
  readonly regions: readonly string[];
  /** The slugs of the tags. */
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly publishedAt: Date;
  readonly updatedAt: Date;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
  readonly views: number;
  readonly isHidden: boolean;
  readonly isChosen: boolean;
}

type Slugs = readonly string[] | null;

export interface Filter {
  readonly types?: readonly Type[] | null;
  readonly genres?: readonly Genre[] | null;
  readonly sections?: Slugs;
  readonly regions?: Slugs;
  readonly tags?: { readonly anyOf?: Slugs; readonly allOf?: Slugs; readonly noneOf?: Slugs } | null;
  readonly authors?: Slugs;
  readonly collection?: string | null;
  readonly series?: string | null;
  readonly language?: string | null;
  readonly publishedAfter?: string | null;
  readonly publishedBefore?: string | null;
  readonly hasVideo?: boolean | null;
  readonly hasAudio?: boolean | null;
}

/** The tag `budget` and the author `cai` exist only in English. Every other slug exists in both languages. */
export const LANGUAGES = ['en', 'es'] as const;
export const SECTIONS: Record<string, string | null> = {
  news: null,
  politics: 'news',
  council: 'politics',
  sport: null,
};
export const TAGS: Record<string, readonly string[]> = {
  flooding: ['Inundación', 'high water'],
  turkiye: ['Turkey', 'Türkiye'],
  'high-water': [],
  ferries: ['Car ferries'],
  budget: ['Spending plan'],
};
export const RULE: Filter = {
  sections: ['sport'],
  tags: { noneOf: ['ferries'] },
  publishedAfter: '2025-01-01T00:00:00Z',
};
export const TIME_ZONE = 'Pacific/Auckland';

/** Returns the items that match a filter, in the order of `items`. */
export function select(items: readonly Item[], filter: Filter): Item[] {
  const language = chooseLanguage(filter.language);
  return items.filter(
    (item) => !item.isHidden && (language === '*' || item.language === language) && meets(item, filter),
  );
}

function chooseLanguage(asked: string | null | undefined): string {
  if (asked === '*') return asked;
  const base = asked?.split('-')[0] ?? 'en';
  return LANGUAGES.find((language) => language === base) ?? 'en';
}

function meets(item: Item, filter: Filter): boolean {
  const { collection, genres, hasAudio, hasVideo, publishedAfter, publishedBefore, series, types } = filter;
  const { allOf, anyOf, noneOf } = filter.tags ?? {};
  const hasTag = (name: string) => item.tags.some((slug) => isTag(slug, name, item.language));
  const isInCollection = () => collection === 'package' && (item.isChosen || meets(item, RULE));
  return [
    !types?.length || types.includes(item.type),
    !genres?.length || (item.genre !== null && genres.includes(item.genre)),
    !filter.sections?.length || lineage(item.section).some((slug) => filter.sections?.includes(slug)),
    !filter.regions?.length || item.regions.some((slug) => filter.regions?.includes(slug)),
    !filter.authors?.length || item.authors.some((slug) => filter.authors?.includes(slug)),
    series == null || item.series === series,
    collection == null || isInCollection(),
    !anyOf?.length || anyOf.some(hasTag),
    !allOf?.length || allOf.every(hasTag),
    !noneOf?.some(hasTag),
    publishedAfter == null || item.publishedAt >= new Date(publishedAfter),
    publishedBefore == null || item.publishedAt < new Date(publishedBefore),
    hasVideo == null || item.hasVideo === hasVideo,
    hasAudio == null || item.hasAudio === hasAudio,
  ].every(Boolean);
}

function lineage(section: string | null): string[] {
  return section === null ? [] : [section, ...lineage(SECTIONS[section] ?? null)];
}

/** True if `name` is exactly `slug`. If `name` is no tag's slug, other spellings and aliases of the tag count too. */
function isTag(slug: string, name: string, language: string): boolean {
  const isHere = (tag: string) => tag !== 'budget' || language === 'en';
  if (name in TAGS && isHere(name)) return slug === name;
  return [slug, ...(TAGS[slug] ?? [])].some((known) => plain(known) === plain(name));
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
}

export const ORDERS: Record<string, (a: Item, b: Item) => number> = {
  PUBLISHED_AT_DESC: (a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id,
  PUBLISHED_AT_ASC: (a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || a.id - b.id,
  UPDATED_AT_DESC: (a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || b.id - a.id,
  UPDATED_AT_ASC: (a, b) => a.updatedAt.getTime() - b.updatedAt.getTime() || a.id - b.id,
  MOST_READ: (a, b) => b.views - a.views || b.id - a.id,
};

/** Counts each value. Returns texts such as `ARTICLE 12`, in alphabetical order. */
export function countValues(values: readonly (string | number)[]): string[] {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${value} ${count}`).sort();
}

const years = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, year: 'numeric' });
export const yearOf = ({ publishedAt }: Item) => years.format(publishedAt);

/** Only eight times, so that many items have the same time. Three are just before or at a New Year in TIME_ZONE. */
const MOMENTS = [
  ...['2024-12-31T10:59:59.999Z', '2024-12-31T11:00:00.000Z', '2025-06-01T00:00:00.000Z', '2025-12-31T11:00:00.000Z'],
  ...['2025-12-31T23:00:00.000Z', '2026-03-01T08:30:00.123Z', '2026-03-20T12:00:00.000Z', '2026-03-23T11:00:00.000Z'],
];

const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 0, maxLength: 3 });
const names = fc.constantFrom(
  ...['flooding', 'FLOODING', 'inundacion', 'Inundación', 'high water', 'high-water', 'Turkey', 'TÜRKIYE', 'turkiye'],
  ...['ferries', 'car-ferries', 'budget', 'spending plan', 'nothing', ''],
);
const slugs = (...values: string[]) => fc.array(fc.constantFrom(...values, 'nothing'), { maxLength: 3 });
const maybe = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: value });
const tagNames = maybe(fc.array(names, { maxLength: 2 }));

/** Generates items without ids. */
export const anyItem = fc.record({
  type: fc.constantFrom<Type>('ARTICLE', 'ARTICLE', 'ARTICLE', 'VIDEO', 'GALLERY', 'INFOGRAPHIC', 'LIVE_BLOG'),
  language: fc.constantFrom('en', 'en', 'es'),
  genre: fc.constantFrom<Genre>('NEWS', 'NEWS', 'OPINION', 'ANALYSIS', 'BLOG', 'FEATURE'),
  section: fc.constantFrom(...Object.keys(SECTIONS), null),
  series: fc.constantFrom('explained', 'on-the-road', null),
  regions: some(['north', 'south', 'isles']),
  tags: some(Object.keys(TAGS)),
  authors: some(['ada', 'ben', 'cai']),
  publishedAt: fc.constantFrom(...MOMENTS).map((text) => new Date(text)),
  updatedAt: fc.constantFrom(...MOMENTS).map((text) => new Date(text)),
  media: fc.constantFrom('none', 'none', 'video', 'audio', 'both'),
  views: fc.constantFrom(0, 0, 7, 7, 30),
  state: fc.constantFrom(
    'public',
    'public',
    'public',
    'public',
    'draft',
    'future',
    'embargoed',
    'expired',
    'withdrawn',
  ),
  isChosen: fc.constantFrom(true, false, false, false),
});

/** Generates filters with at most four conditions. With more conditions, most filters would match no items. */
export const anyFilter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 12,
    arbitrary: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }).chain((chosen) => {
      const pairs = Object.entries({
        types: maybe(fc.subarray(['ARTICLE', 'VIDEO', 'GALLERY', 'INFOGRAPHIC', 'LIVE_BLOG'])),
        genres: maybe(fc.subarray(['NEWS', 'OPINION', 'ANALYSIS', 'BLOG', 'FEATURE'])),
        sections: maybe(slugs('news', 'politics', 'council', 'sport')),
        regions: maybe(slugs('north', 'south', 'isles')),
        tags: maybe(fc.record({ anyOf: tagNames, allOf: tagNames, noneOf: tagNames }, { requiredKeys: [] })),
        authors: maybe(slugs('ada', 'ben', 'cai')),
        collection: fc.constantFrom('package', 'package', 'package', 'nothing', null),
        series: fc.constantFrom('explained', 'on-the-road', 'nothing', null),
        language: fc.constantFrom('en', 'es', 'es-MX', 'fr', '*', '*', null),
        publishedAfter: maybe(fc.constantFrom(...MOMENTS)),
        publishedBefore: maybe(fc.constantFrom(...MOMENTS)),
        hasVideo: fc.constantFrom(true, false, null),
        hasAudio: fc.constantFrom(true, false, null),
      }).filter((_, index) => chosen.includes(index));
      return fc.record<Filter>(Object.fromEntries(pairs));
    }),
  },
);
