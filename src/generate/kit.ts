import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = fileURLToPath(new URL('../../word-lists/', import.meta.url));
/** The languages of the generated content. Addresses in the language of the site have no language in front. */
const LANGUAGES = ['en', 'es', 'ar', 'fr', 'zh'];
export const SITE_LANGUAGE = 'en';

/** Each section with the section above it. All editions have the same sections. */
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
} as const;
export type SectionSlug = keyof typeof SECTION_PARENTS;

export const isSection = (slug: string): slug is SectionSlug => slug in SECTION_PARENTS;
export const SECTION_SLUGS = Object.keys(SECTION_PARENTS).filter(isSection);

const wordList = z.string().transform((words) => words.split(' '));
const nameBySlug = z.record(z.string(), z.string());

/** A file of `word-lists/`: the words and phrases of generated news in one language. */
const kitSchema = z.object({
  language: z.string(),
  /** The percentage of items in this language. */
  share: z.number(),
  /** The texts between two words, between two parts of a sentence, and at the end of a sentence. */
  space: z.string(),
  comma: z.string(),
  stop: z.string(),
  /** Two lists: words that every text uses (and, the), and words of the news. The most frequent word is first. */
  common: wordList,
  words: wordList,
  /** Parts of rarer words. A word consists of a beginning, any number of middles, and an end. */
  starts: wordList,
  middles: wordList,
  ends: wordList,
  /** Parts of the names of people, places and organisations. A name is put together like a word. */
  nameStarts: wordList,
  nameMiddles: wordList,
  nameEnds: wordList,
  givenNames: wordList,
  edition: z.object({ name: z.string(), slogan: z.string() }),
  sections: z.record(z.enum(SECTION_SLUGS), z.string()),
  regions: nameBySlug,
  /** Titles of series by slug. The first half is for videos. */
  series: nameBySlug,
  /** A byline, in which `{}` stands for the names. */
  byline: z.string(),
  correction: z.string(),
  withdrawnReason: z.string(),
  role: z.string(),
});
export type LanguageKit = z.infer<typeof kitSchema>;

export function readKits(): Promise<LanguageKit[]> {
  return Promise.all(
    LANGUAGES.map(async (language) => kitSchema.parse(parse(await readFile(`${FOLDER}${language}.yaml`, 'utf8')))),
  );
}
