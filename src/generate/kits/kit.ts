/** What a language's made news is made of. Lists are strings with spaces between their words. */
export interface LanguageKit {
  /** BCP 47. */
  readonly language: string;
  /** Of a hundred items, how many are in it. */
  readonly share: number;
  /** What is between two words, between two parts of a sentence, and behind a sentence. */
  readonly space: string;
  readonly comma: string;
  readonly stop: string;
  /** The words that hold sentences together, the most frequent first. */
  readonly common: string;
  /** Words of the news, the most frequent first. */
  readonly words: string;
  /** What rarer words are put together from: a beginning, none to two middles, an end. */
  readonly starts: string;
  readonly middles: string;
  readonly ends: string;
  /** What names of people, places and bodies are put together from. */
  readonly nameStarts: string;
  readonly nameMiddles: string;
  readonly nameEnds: string;
  readonly givenNames: string;
  readonly edition: { readonly name: string; readonly slogan: string };
  /** Names of the sections, by slug. */
  readonly sections: Readonly<Record<SectionSlug, string>>;
  /** In the order of `REGION_SLUGS`. */
  readonly regions: readonly string[];
  /** In the order of `SERIES_SLUGS`. */
  readonly series: readonly string[];
  /** `{}` stands for names. */
  readonly byline: string;
  readonly correction: string;
  readonly withdrawnReason: string;
  readonly role: string;
}

/** Sections with the one above each: all editions have the same, as editions of one newsroom do. */
export const SECTION_PARENTS = {
  news: null,
  politics: 'news',
  economy: 'news',
  world: 'news',
  sport: 'news',
  football: 'sport',
  athletics: 'sport',
  culture: 'news',
  books: 'culture',
  film: 'culture',
  health: 'news',
  science: 'news',
  technology: 'news',
  environment: 'news',
  views: null,
  opinion: 'views',
  analysis: 'views',
  blog: 'views',
  features: 'views',
} as const satisfies Readonly<Record<string, string | null>>;
export type SectionSlug = keyof typeof SECTION_PARENTS;

export const REGION_SLUGS = [
  ...['northern-isles', 'meridian-coast', 'lowland-plain', 'high-range', 'eastern-lakes', 'southern-delta'],
  ...['western-cape', 'inner-valleys', 'river-cities', 'outer-islands'],
];

/** The first half is of videos. */
export const SERIES_SLUGS = ['newsfeed', 'video-features', 'digital-series', 'explainers', 'letters', 'long-reads'];
