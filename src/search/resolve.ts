import type { Database } from '../db/client.js';
import { countEdits } from './distance.js';
import { type ParsedQuery, parseQuery } from './query.js';
import { type LanguageQuery, listNames, type Vocabulary, writeQuery } from './tsquery.js';
import {
  findNearWords,
  findWordsAndNames,
  type KnownName,
  type KnownWord,
  type LanguageWord,
  type NearWord,
} from './vocabulary.js';
import { cutWords, withoutArticle } from './words.js';

/** So many unknown words are replaced, each by so many others. */
const MOST_UNKNOWN = 4;
const MOST_NEAR = 8;
/** Words of so many letters may have two slips, not in the first one: shorter ones would be taken for any other. */
const TWO_SLIPS = 8;
/** Words of a tag's other name. */
const LONGEST_NAME = 8;

/**
 * What a query means in each language: words reduced as its dictionary has them, other names of tags beside the one that
 * was typed, and near words in the place of those that nothing public holds in any of the languages. Nothing for a
 * language in which nothing is left to be looked for.
 */
export async function resolveQuery(
  db: Database,
  now: Date,
  query: string,
  languages: readonly string[],
): Promise<LanguageQuery[]> {
  const parsed = languages.map((language) => ({ language, query: parseQuery(query, language) }));
  const words = parsed.flatMap((one) => listWords(one.query).map((word) => ({ language: one.language, word })));
  if (words.length === 0) return [];
  const names = parsed.flatMap((one) => listNames(one.query).map((name) => ({ language: one.language, name })));
  const known = await findWordsAndNames(db, now, words, names);
  const unknown = listUnknown(known.words, parsed, known.names);
  const otherWords = known.names.flatMap(({ language, others }) =>
    others.flatMap((name) => cutWords(name, language, LONGEST_NAME)).map((word) => ({ language, word })),
  );
  const more =
    unknown.length + otherWords.length > 0
      ? await findNearWords(db, now, otherWords, unknown)
      : { words: [] as (LanguageWord & { lexeme: string | null })[], near: [] };
  return parsed.flatMap((one) => {
    const isOwn = ({ language }: { language: string }) => language === one.language;
    const vocabulary = createVocabulary(
      [...more.words.filter(isOwn), ...known.words.filter(isOwn)],
      known.names.filter(isOwn),
      more.near.filter(isOwn),
    );
    return writeQuery(one.language, one.query, vocabulary);
  });
}

function listWords(query: ParsedQuery): string[] {
  return [...new Set(query.flatMap((parts) => parts.flatMap(({ words }) => words.map(({ word }) => word))))];
}

/** Words that are to be there and that nothing holds in any language, nor are the name of anything. Numbers are never meant otherwise. */
function listUnknown(
  known: readonly KnownWord[],
  parsed: readonly { readonly language: string; readonly query: ParsedQuery }[],
  names: readonly KnownName[],
): LanguageWord[] {
  const fine = new Set(known.filter(({ isKnown, lexeme }) => isKnown || lexeme === null).map(({ word }) => word));
  const named = new Set(names.flatMap(({ language, name }) => cutWords(name, language)));
  const unknown = parsed.flatMap(({ language, query }) => {
    const wanted = query.flatMap((parts) => parts.filter(({ isNegated }) => !isNegated));
    const words = new Set(wanted.flatMap((part) => part.words.map(({ word }) => word)));
    const isUnknown = (word: string) => word.length > 2 && !/\p{N}/u.test(word) && !fine.has(word) && !named.has(word);
    return [...words]
      .filter(isUnknown)
      .slice(0, MOST_UNKNOWN)
      .map((word) => ({ language, word }));
  });
  return unknown;
}

function createVocabulary(
  words: readonly { readonly word: string; readonly lexeme: string | null }[],
  names: readonly KnownName[],
  near: readonly NearWord[],
): Vocabulary {
  const lexemes = new Map(words.map(({ lexeme, word }) => [word, lexeme === null ? [] : [lexeme]]));
  for (const unknown of new Set(near.map((one) => one.unknown))) {
    const best = chooseNearest(
      unknown,
      near.filter((one) => one.unknown === unknown),
    );
    if (best.length > 0) lexemes.set(unknown, best);
  }
  const lexemesOf = (word: string) => lexemes.get(word) ?? [];
  return {
    lexemesOf,
    namesOf: (name) =>
      names
        .filter((one) => one.name === name)
        .flatMap(({ language, others }) => others.map((other) => cutWords(other, language, LONGEST_NAME))),
  };
}

/** The nearest words by their letters: those with the same first one before others, then the more common. */
function chooseNearest(unknown: string, near: readonly NearWord[]): string[] {
  const most = withoutArticle(unknown).length < TWO_SLIPS ? 1 : 2;
  const weighed = near
    .map((one) => ({
      ...one,
      edits: countEdits(withoutArticle(unknown), withoutArticle(one.word), most),
      isOther: one.word[0] === unknown[0] ? 0 : 1,
    }))
    .filter(({ edits, isOther }) => edits <= most && (edits === 1 || isOther === 0))
    .sort((a, b) => a.edits - b.edits || a.isOther - b.isOther || b.items - a.items || (a.word < b.word ? -1 : 1));
  const best = weighed.filter(({ edits }) => edits === weighed[0]?.edits).map(({ lexeme }) => lexeme);
  return [...new Set(best)].slice(0, MOST_NEAR);
}
