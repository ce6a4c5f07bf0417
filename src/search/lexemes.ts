import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { givenWords, isStopWord, type LanguageWord, wordColumns } from './configuration.js';

const selectLexemes = statement('lexemes', (db) =>
  db
    .select({
      language: sql<string>`asked.language`,
      word: sql<string>`asked.word`,
      lexeme: sql<string | null>`asked.lexeme`,
    })
    .from(givenWords),
);

/** A cache of the lexemes of words, by language. A stop word has null. Lexemes never change, so entries are never removed. */
export class Lexemes {
  readonly #known = new Map<string, Map<string, string | null>>();

  /** Reads the lexemes of words that are not in the cache yet, in one statement. */
  async learn(db: Database, words: Iterable<LanguageWord>): Promise<void> {
    const unknown: LanguageWord[] = [];
    for (const asked of words) {
      const known = this.#of(asked.language);
      if (known.has(asked.word)) continue;
      known.set(asked.word, null);
      if (!isStopWord(asked)) unknown.push(asked);
    }
    if (unknown.length === 0) return;
    for (const { language, lexeme, word } of await selectLexemes(db, wordColumns(unknown)))
      this.#of(language).set(word, lexeme);
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
