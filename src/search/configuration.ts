import { sql } from 'drizzle-orm';

/**
 * The text search dictionaries of PostgreSQL, by language. Other languages have `simple`, which only changes to lower case.
 * They are called directly, not through a text search configuration, because `findWords` has split the text already.
 */
const DICTIONARIES: Record<string, string> = { ar: 'arabic_stem', en: 'english_stem', es: 'spanish_stem' };

/**
 * Stop words beyond those of the dictionaries. PostgreSQL has none for Arabic, and its Spanish ones have accents, which words
 * no longer have here.
 */
const STOP_WORDS: Record<string, ReadonlySet<string>> = {
  ar: new Set(
    'في من على علي الى الي عن ان انه انها هذا هذه ذلك تلك التي الذي الذين ما لا لم لن او ثم قد كان كانت يكون هو هي هم مع بعد قبل كل بين حتى حتي اي اذا كما و منذ عند غير'.split(
      ' ',
    ),
  ),
  es: new Set('mas tambien segun asi aun esta estan estas sera seran habia habian mio tu si el quien'.split(' ')),
};

/** A word of a language. */
export interface LanguageWord {
  readonly language: string;
  readonly word: string;
}

/**
 * The words that a statement is given by `wordColumns`, with the lexemes that the dictionaries make of them: `elect` of
 * `elections`. The Spanish dictionary needs the accent of the ending `-ión`, so it is put back: `inundación` and `inundaciones`
 * become `inund`, `inundacion` would not.
 */
export const givenWords = sql`(
  select language, word, (ts_lexize(dictionary::regdictionary, case dictionary when 'spanish_stem'
    then regexp_replace(word, '([cst])ion$', '\\1ión') else word end))[1] as lexeme
  from unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('dictionaries')}::text[],
    ${sql.placeholder('words')}::text[]) as given(language, dictionary, word)
) as asked`;

/** The values for `givenWords`. */
export function wordColumns(words: readonly LanguageWord[]) {
  return {
    languages: words.map(({ language }) => language),
    dictionaries: words.map(({ language }) => DICTIONARIES[baseOf(language)] ?? 'simple'),
    words: words.map(({ word }) => word),
  };
}

/** Words of a language that a search ignores, beyond the stop words of its dictionary. */
export function isStopWord({ language, word }: LanguageWord): boolean {
  return STOP_WORDS[baseOf(language)]?.has(word) ?? false;
}

function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}
