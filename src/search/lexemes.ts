import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';

/**
 * PostgreSQL's text search dictionaries, by language. Other languages use `simple`, which changes words to lower case.
 * A dictionary is called directly, without a configuration, because `findWords` has split the text into words.
 */
const DICTIONARIES: Record<string, string> = { ar: 'arabic_stem', en: 'english_stem', es: 'spanish_stem' };

/** Stop words (which a search ignores) that PostgreSQL lacks: Arabic words, and Spanish words without accents. */
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
 * The words from `wordColumns`, each with its lexeme: the form that the dictionary returns, such as `elect` for
 * `elections`. `findWords` has removed the accent of the Spanish ending `-ión`. The accent is added again here, because
 * `inundación` and `inundaciones` must have the same lexeme.
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

/** Returns true for a word of `STOP_WORDS`. */
export function isStopWord({ language, word }: LanguageWord): boolean {
  return STOP_WORDS[baseOf(language)]?.has(word) ?? false;
}

function baseOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}

const selectLexemes = statement('lexemes', (db) =>
  db
    .select({
      language: sql<string>`asked.language`,
      word: sql<string>`asked.word`,
      lexeme: sql<string | null>`asked.lexeme`,
    })
    .from(givenWords),
);

/** A cache of the lexemes of words, by language. A stop word has null. Lexemes never change, so entries are kept. */
export class Lexemes {
  readonly #known = new Map<string, Map<string, string | null>>();

  /** Reads the lexemes of words that are not in the cache yet, in one statement. */
  async learn(db: Database, words: Iterable<LanguageWord>): Promise<void> {
    const unknown = new Map<string, LanguageWord>();
    for (const asked of words) {
      if (!this.#of(asked.language).has(asked.word)) unknown.set(`${asked.language} ${asked.word}`, asked);
    }
    const looked = [...unknown.values()].filter((asked) => !isStopWord(asked));
    const found = looked.length > 0 ? await selectLexemes(db, wordColumns(looked)) : [];
    // Nothing is stored before the statement has answered: if it fails, the words are still unknown.
    for (const { language, word } of unknown.values()) this.#of(language).set(word, null);
    for (const { language, lexeme, word } of found) this.#of(language).set(word, lexeme);
  }

  get(language: string, word: string): string | null {
    return this.#of(language).get(word) ?? null;
  }

  #of(language: string): Map<string, string | null> {
    const words = this.#known.get(language) ?? new Map();
    this.#known.set(language, words);
    return words;
  }
}
