import type { Database } from '../db/client.js';
import type { LanguageWord } from './lexemes.js';
import {
  type LanguageQuery,
  listNames,
  type ParsedQuery,
  type Part,
  parseQuery,
  type Vocabulary,
  writeQuery,
} from './query.js';
import {
  findNearWords,
  findWordsAndNames,
  type KnownName,
  type KnownWord,
  type NearWord,
  type WordLexeme,
} from './vocabulary.js';
import { cutWords, withoutArticle } from './words.js';

/** The most unknown words of a query that are replaced by similar words. */
const MOST_UNKNOWN = 4;
/** The most similar words that replace one unknown word. */
const MOST_NEAR = 8;
/** From this length on, a word may have two typing errors, if its first letter is right. Shorter words may have one. */
const TWO_SLIPS = 8;
/** At most this many words of a tag's other name are used. */
const LONGEST_NAME = 8;

interface LanguageParse {
  readonly language: string;
  readonly query: ParsedQuery;
}

/**
 * Makes a `LanguageQuery` for each language from the text of a query. It has the lexemes of the words, the other names
 * of tags in the text, and similar words in place of unknown words. A language with only stop words is left out.
 */
export async function resolveQuery(
  db: Database,
  now: Date,
  query: string,
  languages: readonly string[],
): Promise<LanguageQuery[]> {
  const parsed: LanguageParse[] = languages.map((language) => ({ language, query: parseQuery(query, language) }));
  const words = parsed.flatMap((one) => listWords(one.query.flat()).map((word) => ({ language: one.language, word })));
  if (words.length === 0) return [];
  const names = parsed.flatMap((one) => listNames(one.query).map((name) => ({ language: one.language, name })));
  const known = await findWordsAndNames(db, now, words, names);
  const otherWords = known.names.flatMap(({ language, others }) =>
    others.flatMap((name) => cutWords(name, language, LONGEST_NAME)).map((word) => ({ language, word })),
  );
  const more = await findNearWords(db, now, otherWords, listUnknown(known.words, parsed, known.names));
  return parsed.flatMap(({ language, query: own }) => {
    const isOwn = (found: { readonly language: string }) => found.language === language;
    const lexemes = [...more.words, ...known.words].filter(isOwn);
    return writeQuery(language, own, createVocabulary(lexemes, known.names.filter(isOwn), more.near.filter(isOwn)));
  });
}

function listWords(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap(({ words }) => words.map(({ word }) => word)))];
}

/**
 * Lists the wanted words that are unknown in all languages. A word is known if a public item has it, if it is a stop
 * word, or if it is part of a tag's name. Short words and words with digits are not listed, so they are not corrected.
 */
function listUnknown(
  known: readonly KnownWord[],
  parsed: readonly LanguageParse[],
  names: readonly KnownName[],
): LanguageWord[] {
  const knownOrStop = new Set(
    known.filter(({ isKnown, lexeme }) => isKnown || lexeme === null).map(({ word }) => word),
  );
  const named = new Set(names.flatMap(({ language, name }) => cutWords(name, language)));
  const isUnknown = (word: string) =>
    word.length > 2 && !/\p{N}/u.test(word) && !knownOrStop.has(word) && !named.has(word);
  return parsed.flatMap(({ language, query }) => {
    const unknown = listWords(query.flat().filter(({ isNegated }) => !isNegated)).filter(isUnknown);
    return unknown.slice(0, MOST_UNKNOWN).map((word) => ({ language, word }));
  });
}

function createVocabulary(
  words: readonly WordLexeme[],
  names: readonly KnownName[],
  near: readonly NearWord[],
): Vocabulary {
  const lexemes = new Map(words.map(({ lexeme, word }) => [word, lexeme === null ? [] : [lexeme]]));
  for (const unknown of new Set(near.map((one) => one.unknown))) {
    const candidates = near.filter((one) => one.unknown === unknown);
    const nearest = chooseNearest(unknown, candidates);
    if (nearest.length > 0) lexemes.set(unknown, nearest);
  }
  const cutNames = ({ language, others }: KnownName) => others.map((other) => cutWords(other, language, LONGEST_NAME));
  return {
    lexemesOf: (word) => lexemes.get(word) ?? [],
    namesOf: (asked) => names.filter(({ name }) => name === asked).flatMap(cutNames),
  };
}

/** Chooses the words with the fewest edits. Words with the same first letter come first, then frequent words. */
function chooseNearest(unknown: string, near: readonly NearWord[]): string[] {
  const most = withoutArticle(unknown).length < TWO_SLIPS ? 1 : 2;
  const weighed = near
    .map((one) => ({
      ...one,
      edits: countEdits(withoutArticle(unknown), withoutArticle(one.word), most),
      otherStart: one.word[0] === unknown[0] ? 0 : 1,
    }))
    .filter(({ edits, otherStart }) => edits <= most && (edits === 1 || otherStart === 0))
    .sort(
      (a, b) => a.edits - b.edits || a.otherStart - b.otherStart || b.items - a.items || (a.word < b.word ? -1 : 1),
    );
  const best = weighed.filter(({ edits }) => edits === weighed[0]?.edits).map(({ lexeme }) => lexeme);
  return [...new Set(best)].slice(0, MOST_NEAR);
}

/**
 * Returns the Damerau-Levenshtein distance of two words: the least number of edits that turn one word into the other.
 * An edit adds, removes or changes a letter, or swaps two adjacent letters. Above `most`, returns `most + 1`.
 */
export function countEdits(from: string, to: string, most: number): number {
  const [a, b] = [[...from], [...to]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, other] of b.entries()) {
      const changed = at(last, column) + (letter === other ? 0 : 1);
      const swapped =
        column > 0 && row > 0 && letter === b[column - 1] && a[row - 1] === other
          ? at(beforeLast, column - 1) + 1
          : Number.POSITIVE_INFINITY;
      current.push(Math.min(changed, at(last, column + 1) + 1, at(current, column) + 1, swapped));
    }
    if (Math.min(...current, ...last) > most) return most + 1;
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
