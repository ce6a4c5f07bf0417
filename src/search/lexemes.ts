import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { dictionaryOf, selectLexeme, stopWordsOf } from './configuration.js';

/** Words of a language. */
export interface LanguageWords {
  readonly language: string;
  readonly words: readonly string[];
}

const selectLexemes = statement('lexemes', (db) =>
  db
    .select({
      word: sql<string>`asked.word`,
      dictionary: sql<string>`asked.dictionary`,
      lexeme: sql<string | null>`reduced.lexeme`,
    })
    .from(
      sql`unnest(${sql.placeholder('dictionaries')}::text[], ${sql.placeholder('words')}::text[]) as asked(dictionary, word)
        cross join lateral (select ${selectLexeme(sql`asked.dictionary`, sql`asked.word`)} as lexeme) as reduced`,
    ),
);

/** The lexemes of words, by language; null for one that says nothing alone. A word has one for ever, so they can be kept. */
export class Lexemes {
  readonly #known = new Map<string, Map<string, string | null>>();

  /** Looks up those that aren't known yet, in one statement if any. */
  async learn(db: Database, wanted: readonly LanguageWords[]): Promise<void> {
    const unknown: { word: string; dictionary: string }[] = [];
    for (const { language, words } of wanted) {
      const known = this.#of(language);
      for (const word of words) {
        if (known.has(word)) continue;
        known.set(word, null);
        if (!stopWordsOf(language).has(word)) unknown.push({ word, dictionary: dictionaryOf(language) });
      }
    }
    if (unknown.length === 0) return;
    const rows = await selectLexemes(db, {
      dictionaries: unknown.map(({ dictionary }) => dictionary),
      words: unknown.map(({ word }) => word),
    });
    const languages = [...new Set(wanted.map(({ language }) => language))];
    for (const { dictionary, lexeme, word } of rows) {
      for (const language of languages) {
        const known = this.#of(language);
        if (dictionaryOf(language) === dictionary && known.has(word) && !stopWordsOf(language).has(word))
          known.set(word, lexeme);
      }
    }
  }

  get(language: string, word: string): string | null {
    return this.#of(language).get(word) ?? null;
  }

  #of(language: string): Map<string, string | null> {
    let words = this.#known.get(language);
    if (!words) {
      words = new Map();
      this.#known.set(language, words);
    }
    return words;
  }
}
