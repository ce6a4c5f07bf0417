import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { givenWords, isStopWord, type LanguageWord, wordColumns } from './lexemes.js';
import { spellInAscii } from './words.js';

/** The most tags that are used if several tags have the same name. */
const TAGS_OF_A_NAME = sql.raw('5');
/** The most names of one tag that are used. */
const NAMES_OF_A_TAG = sql.raw('12');
/** How many similar words (by trigrams) are compared letter by letter with an unknown word, at most. */
const CANDIDATES = sql.raw('400');

/** A word with its lexeme. The lexeme is null for a stop word. */
export interface WordLexeme extends LanguageWord {
  readonly lexeme: string | null;
}

/** A word of a query, and whether the index has the word. */
export interface KnownWord extends WordLexeme {
  /** True if an item that is or was public has the word in any of its forms. */
  readonly isKnown: boolean;
}

/** A name of a tag that is in the query, and the other names of that tag. */
export interface KnownName {
  readonly language: string;
  /** The name as it was written in the query. */
  readonly name: string;
  readonly others: readonly string[];
}

/** A word of the index that is similar to an unknown word of a query. */
export interface NearWord extends LanguageWord {
  readonly unknown: string;
  readonly lexeme: string;
  /** The approximate number of items that have the word. */
  readonly items: number;
}

/** The condition that an item with the word was public when it was indexed, so that readers may have seen the word. */
const wasPublic = sql`search_words.known_from is null`;

/**
 * The condition for a word of an item that was scheduled when it was indexed, and is due now. That item may
 * have been withdrawn since. So the condition also checks that an item with the word is or was public in that language.
 */
const isPublicByNow = (lexeme: SQL) => sql`search_words.known_from <= ${sql.placeholder('now')} and (
  exists (select from search_words as other
    where other.language = asked.language and other.lexeme = ${lexeme} and other.known_from is null)
  or exists (select from search_documents join content_items on content_items.id = search_documents.content_id
    where search_documents.language = asked.language
      and search_documents.document @@ quote_literal(${lexeme})::tsquery and ${isPublic}))`;

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
        select 'word' as kind, asked.language, asked.word as asked, asked.lexeme, exists (select from search_words
            where search_words.language = asked.language and search_words.lexeme = asked.lexeme
              and (${wasPublic} or (${isPublicByNow(sql`asked.lexeme`)}))) as is_known,
          '{}'::text[] as others
        from ${givenWords}
        union all
        select 'name', asked.language, asked.name, null, false, (tags.name || tags.aliases)[:${NAMES_OF_A_TAG}]
        from unnest(${sql.placeholder('nameLanguages')}::text[], ${sql.placeholder('names')}::text[]) as asked(language, name)
        cross join lateral (
          select tags.name, tags.aliases from tag_names join tags on tags.id = tag_names.tag_id
          where tag_names.name = plain_name(asked.name) and tag_names.language = asked.language and tag_names.is_whole
            and tags.shown_from <= ${sql.placeholder('now')} limit ${TAGS_OF_A_NAME}
        ) as tags
      ) as found`,
    ),
);

/** Reads which words the index has, and which of the names are names of tags. */
export async function findWordsAndNames(
  db: Database,
  now: Date,
  words: readonly LanguageWord[],
  names: readonly Omit<KnownName, 'others'>[],
): Promise<{ words: KnownWord[]; names: KnownName[] }> {
  const rows = await selectWords(db, {
    now,
    ...wordColumns(words),
    nameLanguages: names.map(({ language }) => language),
    names: names.map(({ name }) => name),
  });
  const found = { words: [] as KnownWord[], names: [] as KnownName[] };
  for (const { asked, isKnown, kind, language, lexeme, others } of rows) {
    if (kind === 'word') found.words.push({ ...withLexeme(language, asked, lexeme), isKnown });
    else found.names.push({ language, name: asked, others });
  }
  return found;
}

/** Selects similar words. `language || ''` keeps PostgreSQL from using an index of languages instead of the trigrams. */
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
        select 'word' as kind, asked.language, asked.word as asked, asked.word, asked.lexeme, 0 as items
        from ${givenWords}
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
            and (${wasPublic} or (${isPublicByNow(sql`search_words.lexeme`)}))
            and length(search_words.spelling) between length(asked.spelling) - 2 and length(asked.spelling) + 2
            and (search_words.spelling like asked.beginning or search_words.spelling like asked.ending
              or search_words.spelling % asked.spelling)
          order by similarity(search_words.spelling, asked.spelling) desc, search_words.word limit ${CANDIDATES}
        ) as near
      ) as found`,
    ),
);

/** Finds the lexemes of words, and the words that are similar to unknown words. */
export async function findNearWords(
  db: Database,
  now: Date,
  words: readonly LanguageWord[],
  unknown: readonly LanguageWord[],
): Promise<{ words: WordLexeme[]; near: NearWord[] }> {
  const found = { words: [] as WordLexeme[], near: [] as NearWord[] };
  if (words.length + unknown.length === 0) return found;
  const spellings = unknown.map(({ word }) => spellInAscii(word));
  const rows = await selectNear(db, {
    now,
    ...wordColumns(words),
    nearLanguages: unknown.map(({ language }) => language),
    nearWords: unknown.map(({ word }) => word),
    spellings,
    beginnings: spellings.map((spelling) => `${spelling.slice(0, halfOf(spelling))}%`),
    // The trigram index cannot find words by a last half of only one letter.
    ends: spellings.map((spelling) => (halfOf(spelling) > 1 ? `%${spelling.slice(-halfOf(spelling))}` : null)),
  });
  for (const { asked, items, kind, language, lexeme, word } of rows) {
    if (kind === 'word') found.words.push(withLexeme(language, word, lexeme));
    else if (lexeme !== null) found.near.push({ language, unknown: asked, word, lexeme, items });
  }
  return found;
}

/**
 * Returns the length of each half of a word. With one typing error, one half is still right, so similar words are
 * searched by their halves. Trigrams alone would miss errors in short words. Two swapped letters in the middle are one
 * error, so the middle letters belong to neither half.
 */
function halfOf(spelling: string): number {
  return Math.max(1, Math.floor((spelling.length - 1) / 2));
}

function withLexeme(language: string, word: string, lexeme: string | null): WordLexeme {
  return { language, word, lexeme: isStopWord({ language, word }) ? null : lexeme };
}
