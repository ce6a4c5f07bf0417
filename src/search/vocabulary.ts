import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { dictionaryOf, selectLexeme, stopWordsOf } from './configuration.js';
import { spellInAscii } from './words.js';

/** How many tags of one name, and how many names of a tag, are looked at. */
const TAGS_OF_A_NAME = sql.raw('5');
const NAMES_OF_A_TAG = sql.raw('12');
/** Words that may be what a mistyped one was meant to be: so many of the most alike are compared letter by letter. */
const CANDIDATES = sql.raw('400');

/** A word of a language. */
export interface LanguageWord {
  readonly language: string;
  readonly word: string;
}

/** What the index knows of a word. */
export interface KnownWord extends LanguageWord {
  /** Null for a word that says nothing alone. */
  readonly lexeme: string | null;
  /** Whether an item that is or was public holds it, in any of its forms. */
  readonly isKnown: boolean;
}

/** The other names of what a query names. */
export interface KnownName {
  readonly language: string;
  /** As it was asked for. */
  readonly name: string;
  readonly others: readonly string[];
}

/** A word of an item that was public when it was indexed: readers may have seen it. */
const wasSeen = sql`search_words.known_from is null`;

/**
 * Whether a word is known whose item was to be public by now. The item may have been taken back, or have been given another
 * time, since: so an item that is public has to hold the word. `asked.language` is the language.
 */
const isKnownSince = (lexeme: SQL) => sql`search_words.known_from <= ${sql.placeholder('now')} and (
  exists (select from search_words as other
    where other.language = asked.language and other.lexeme = ${lexeme} and other.known_from is null)
  or exists (select from search_documents join content_items on content_items.id = search_documents.content_id
    where search_documents.language = asked.language
      and search_documents.document @@ quote_literal(${lexeme})::tsquery and ${isPublic}))`;

const lexemeOfAsked = selectLexeme(sql`asked.dictionary`, sql`asked.word`);

const selectWords = statement('search_words', (db) =>
  db
    .select({
      kind: sql<'word' | 'name'>`found.kind`,
      language: sql<string>`found.language`,
      asked: sql<string>`found.asked`,
      lexeme: sql<string | null>`found.lexeme`,
      isKnown: sql<boolean>`found.is_known`,
      others: sql<string[]>`found.others`,
    })
    .from(
      sql`(
        select 'word' as kind, asked.language, asked.word as asked, reduced.lexeme, exists (select from search_words
            where search_words.language = asked.language and search_words.lexeme = reduced.lexeme
              and (${wasSeen} or (${isKnownSince(sql`reduced.lexeme`)}))) as is_known,
          '{}'::text[] as others
        from unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('dictionaries')}::text[],
          ${sql.placeholder('words')}::text[]) as asked(language, dictionary, word)
        cross join lateral (select ${lexemeOfAsked} as lexeme) as reduced
        union all
        select 'name', asked.language, asked.name, null, false, (tags.name || tags.aliases)[:${NAMES_OF_A_TAG}]
        from unnest(${sql.placeholder('nameLanguages')}::text[], ${sql.placeholder('names')}::text[]) as asked(language, name)
        cross join lateral (
          select tag_names.tag_id from tag_names where tag_names.name = plain_name(asked.name)
            and tag_names.language = asked.language and tag_names.is_whole limit ${TAGS_OF_A_NAME}
        ) as named
        join tags on tags.id = named.tag_id
      ) as found`,
    ),
);

/** What the index knows of words, and which of the names are those of tags. */
export async function findWordsAndNames(
  db: Database,
  now: Date,
  words: readonly LanguageWord[],
  names: readonly { readonly language: string; readonly name: string }[],
): Promise<{ words: KnownWord[]; names: KnownName[] }> {
  const rows = await selectWords(db, {
    now,
    languages: words.map(({ language }) => language),
    dictionaries: words.map(({ language }) => dictionaryOf(language)),
    words: words.map(({ word }) => word),
    nameLanguages: names.map(({ language }) => language),
    names: names.map(({ name }) => name),
  });
  return {
    words: rows
      .filter(({ kind }) => kind === 'word')
      .map(({ asked: word, isKnown: known, language, lexeme }) => ({
        ...{ language, word, isKnown: known },
        lexeme: stopWordsOf(language).has(word) ? null : lexeme,
      })),
    names: rows
      .filter(({ kind }) => kind === 'name')
      .map(({ asked: name, language, others }) => ({ language, name, others })),
  };
}

/** The language is compared in a way that no index has: half of all words are of one, and spellings narrow far more. */
const selectNear = statement('search_near_words', (db) =>
  db
    .select({
      kind: sql<'word' | 'near'>`found.kind`,
      language: sql<string>`found.language`,
      asked: sql<string>`found.asked`,
      word: sql<string>`found.word`,
      lexeme: sql<string | null>`found.lexeme`,
      items: sql<number>`found.items`,
    })
    .from(
      sql`(
        select 'word' as kind, asked.language, asked.word as asked, asked.word, ${lexemeOfAsked} as lexeme, 0 as items
        from unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('dictionaries')}::text[],
          ${sql.placeholder('words')}::text[]) as asked(language, dictionary, word)
        union all
        select 'near', asked.language, asked.word, near.word, near.lexeme, coalesce((
          select search_lexemes.items from search_lexemes
          where search_lexemes.language = asked.language and search_lexemes.lexeme = near.lexeme), 0)
        from unnest(${sql.placeholder('nearLanguages')}::text[], ${sql.placeholder('nearWords')}::text[],
          ${sql.placeholder('spellings')}::text[], ${sql.placeholder('beginnings')}::text[],
          ${sql.placeholder('ends')}::text[]) as asked(language, word, spelling, beginning, ending)
        cross join lateral (
          select search_words.word, search_words.lexeme from search_words
          where search_words.language || '' = asked.language
            and (${wasSeen} or (${isKnownSince(sql`search_words.lexeme`)}))
            and length(search_words.spelling) between length(asked.spelling) - 2 and length(asked.spelling) + 2
            and (search_words.spelling like asked.beginning or search_words.spelling like asked.ending
              or search_words.spelling % asked.spelling)
          order by similarity(search_words.spelling, asked.spelling) desc, search_words.word limit ${CANDIDATES}
        ) as near
      ) as found`,
    ),
);

/** A word that readers may know and that is spelt like an unknown one. */
export interface NearWord {
  readonly language: string;
  readonly unknown: string;
  readonly word: string;
  readonly lexeme: string;
  /** How many items have it, about. */
  readonly items: number;
}

/** The lexemes of words, and words that are spelt like unknown ones. */
export async function findNearWords(
  db: Database,
  now: Date,
  words: readonly LanguageWord[],
  unknown: readonly LanguageWord[],
): Promise<{ words: (LanguageWord & { lexeme: string | null })[]; near: NearWord[] }> {
  const rows = await selectNear(db, {
    now,
    languages: words.map(({ language }) => language),
    dictionaries: words.map(({ language }) => dictionaryOf(language)),
    words: words.map(({ word }) => word),
    nearLanguages: unknown.map(({ language }) => language),
    nearWords: unknown.map(({ word }) => word),
    ...spellingsOf(unknown.map(({ word }) => spellInAscii(word))),
  });
  return {
    words: rows
      .filter(({ kind }) => kind === 'word')
      .map(({ language, lexeme, word }) => ({
        ...{ language, word },
        lexeme: stopWordsOf(language).has(word) ? null : lexeme,
      })),
    near: rows.flatMap(({ asked: unknownWord, items, kind, language, lexeme, word }) =>
      kind === 'near' && lexeme !== null ? [{ language, unknown: unknownWord, word, lexeme, items }] : [],
    ),
  };
}

/**
 * One slip leaves the beginning or the end of a word as it was: up to its middle letters, as two that swapped may be on
 * both sides of it. Trigrams alone miss slips in short words. An end of one letter has no trigram to be found by.
 */
function spellingsOf(spellings: readonly string[]) {
  const halfOf = (spelling: string) => Math.max(1, Math.floor((spelling.length - 1) / 2));
  return {
    spellings,
    beginnings: spellings.map((spelling) => `${spelling.slice(0, halfOf(spelling))}%`),
    ends: spellings.map((spelling) => {
      const half = halfOf(spelling);
      return half > 1 ? `%${spelling.slice(-half)}` : null;
    }),
  };
}
