import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { ItemWords } from './document.js';
import type { Lexemes } from './lexemes.js';
import { spellInAscii } from './words.js';

/** The state of a run of the indexer. */
export interface Run {
  readonly now: Date;
  readonly lexemes: Lexemes;
  /** Words by language that the index already has as public words, so they need not be written again. */
  readonly publicWords: Map<string, Set<string>>;
}

/** A word to write into `search_words`. Either the table does not have the word, or readers may know the word earlier than the table says. */
export interface NewWord {
  readonly key: string;
  readonly language: string;
  readonly word: string;
  readonly lexeme: string;
  /** The time from which readers may know the word. Null means that they may know it now. */
  readonly knownFrom: Date | null;
}

/** Lists the words of published and scheduled items that this run has not written yet. The list is sorted, so that two runs never deadlock. */
export function listNewWords(items: readonly ItemWords[], run: Run): NewWord[] {
  const found = new Map<string, NewWord>();
  for (const { fields, texts } of items) {
    const { language } = texts;
    if (texts.knownFrom === null) continue;
    const knownFrom = texts.knownFrom <= run.now ? null : texts.knownFrom;
    const publicWords = publicWordsOf(run, language);
    for (const { word } of fields.flatMap(({ words }) => words)) {
      const lexeme = publicWords.has(word) ? null : run.lexemes.get(language, word);
      if (lexeme === null) continue;
      const key = `${language} ${word}`;
      if (isEarlier(knownFrom, found.get(key))) found.set(key, { key, language, word, lexeme, knownFrom });
    }
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function publicWordsOf({ publicWords }: Run, language: string): Set<string> {
  const words = publicWords.get(language) ?? new Set();
  publicWords.set(language, words);
  return words;
}

function isEarlier(knownFrom: Date | null, other: NewWord | undefined): boolean {
  if (!other) return true;
  return other.knownFrom !== null && (knownFrom === null || knownFrom < other.knownFrom);
}

/** Writes new words. Words that the table already has are left out first, because `on conflict` would lock their rows even without a change. */
export async function putWords(db: Database, words: readonly NewWord[]): Promise<void> {
  const column = (take: (word: NewWord) => string | null) => sql.param(words.map(take));
  await db.execute(sql`
    insert into search_words as known (language, word, lexeme, spelling, known_from)
    select * from unnest(${column(({ language }) => language)}::text[], ${column(({ word }) => word)}::text[],
      ${column(({ lexeme }) => lexeme)}::text[], ${column(({ word }) => spellInAscii(word))}::text[],
      ${column(({ knownFrom }) => knownFrom?.toISOString() ?? null)}::timestamptz[])
      as found(language, word, lexeme, spelling, known_from)
    where not exists (select from search_words as there where there.language = found.language and there.word = found.word
      and (there.known_from is null or there.known_from <= found.known_from))
    on conflict (language, word) do update set known_from = excluded.known_from
      where known.known_from is not null and (excluded.known_from is null or excluded.known_from < known.known_from)`);
}
