import { type SQL, sql } from 'drizzle-orm';

/**
 * The dictionary of each language's text search configuration; `simple` for the rest, which only has small letters.
 * Asked directly, and not through the configuration, as words are cut before: see `findWords`.
 */
const DICTIONARIES: Record<string, string> = { ar: 'arabic_stem', en: 'english_stem', es: 'spanish_stem' };

/**
 * Words that say nothing alone, which the dictionary doesn't know for such: PostgreSQL has no Arabic list, and its
 * Spanish one has accents where these words have none any more.
 */
const STOP_WORDS: Record<string, ReadonlySet<string>> = {
  ar: new Set(
    'في من على علي الى الي عن ان انه انها هذا هذه ذلك تلك التي الذي الذين ما لا لم لن او ثم قد كان كانت يكون هو هي هم مع بعد قبل كل بين حتى حتي اي اذا كما و منذ عند غير'.split(
      ' ',
    ),
  ),
  es: new Set('mas tambien segun asi aun esta estan estas sera seran habia habian mio tu si el quien'.split(' ')),
};
const NONE: ReadonlySet<string> = new Set();

/** The dictionary that makes lexemes of a language's words: `elections` is `elect`. */
export function dictionaryOf(language: string): string {
  return DICTIONARIES[baseOf(language)] ?? 'simple';
}

/**
 * The lexeme of a word without accents. Spanish endings are told by theirs: `inundaciones` is `inund` as `inundación` is,
 * but `inundacion` isn't.
 */
export function selectLexeme(dictionary: SQL, word: SQL): SQL {
  return sql`(ts_lexize(${dictionary}::regdictionary, case ${dictionary} when 'spanish_stem'
    then regexp_replace(${word}, '([cst])ion$', '\\1ión') else ${word} end))[1]`;
}

/** Words of a language that are left out beside those that its dictionary leaves out. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  return STOP_WORDS[baseOf(language)] ?? NONE;
}

function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}
