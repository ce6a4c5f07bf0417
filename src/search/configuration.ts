import { sql } from 'drizzle-orm';

/**
 * The text search dictionaries of PostgreSQL, by language. Other languages use the dictionary `simple`, which only changes words
 * to lower case. The dictionaries are called directly, not through a text search configuration, because `findWords` has already
 * split the text into words.
 */
const DICTIONARIES: Record<string, string> = { ar: 'arabic_stem', en: 'english_stem', es: 'spanish_stem' };

/**
 * Stop words (very frequent words that a search ignores) in addition to the stop words of the dictionaries. PostgreSQL has none
 * for Arabic. Its Spanish stop words have accents, so they do not match, because `findWords` removes accents.
 */
const STOP_WORDS: Record<string, ReadonlySet<string>> = {
  ar: new Set(
    'في من على علي الى الي عن ان انه انها هذا هذه ذلك تلك التي الذي الذين ما لا لم لن او ثم قد كان كانت يكون هو هي هم مع بعد قبل كل بين حتى حتي اي اذا كما و منذ عند غير'.split(
      ' ',
    ),
  ),
  es: new Set('mas tambien segun asi aun esta estan estas sera seran habia habian mio tu si el quien'.split(' ')),
};

/** A word and its language. */
export interface LanguageWord {
  readonly language: string;
  readonly word: string;
}

/**
 * The words that a statement gets from `wordColumns`, each with its lexeme. A lexeme is the form of a word that its dictionary
 * returns, such as `elect` for `elections`. The Spanish dictionary needs the accent in the ending `-ión`, which `findWords` has
 * removed, so the accent is put back. Otherwise `inundación` and `inundaciones` would not have the same lexeme.
 */
export const givenWords = sql`(
  select language, word, (ts_lexize(dictionary::regdictionary, case dictionary when 'spanish_stem'
    then regexp_replace(word, '([cst])ion$', '\\1ión') else word end))[1] as lexeme
  from unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('dictionaries')}::text[],
    ${sql.placeholder('words')}::text[]) as given(language, dictionary, word)
) as asked`;

/** Makes the parameter values of `givenWords`. */
export function wordColumns(words: readonly LanguageWord[]) {
  return {
    languages: words.map(({ language }) => language),
    dictionaries: words.map(({ language }) => DICTIONARIES[baseOf(language)] ?? 'simple'),
    words: words.map(({ word }) => word),
  };
}

/** Returns true for a stop word that the dictionary of its language does not have. */
export function isStopWord({ language, word }: LanguageWord): boolean {
  return STOP_WORDS[baseOf(language)]?.has(word) ?? false;
}

function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}
