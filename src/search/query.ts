import { quoteLexeme } from './document.js';
import { findWords } from './words.js';

/** The longest query, in characters. */
export const LONGEST_QUERY = 2000;
/** The most words of a query that count. Further words are ignored. */
const MOST_WORDS = 32;

/** A word of a query. `typed` is its original text. If there is a gap before the word, `typed` begins with a space. */
interface QueryWord {
  readonly word: string;
  readonly typed: string;
}

/** A part of a query: words that an item must have, or must not have if negated. Words of a phrase must be adjacent. */
export interface Part {
  readonly isNegated: boolean;
  readonly isPhrase: boolean;
  readonly words: readonly QueryWord[];
}

/** The alternatives of a query (`a or b`). An item matches if it meets all parts of one alternative. */
export type ParsedQuery = readonly (readonly Part[])[];

/** Parses words, "quoted phrases", `or` and `-excluded` words. Never fails: other text becomes words or is ignored. */
export function parseQuery(query: string, language: string): ParsedQuery {
  const alternatives: Part[][] = [[]];
  let left = MOST_WORDS;
  for (const { groups } of query.replace(QUOTES, '"').matchAll(PIECE)) {
    const { minus, phrase, word = '' } = groups ?? {};
    if (minus === undefined && /^or$/i.test(word)) {
      alternatives.push([]);
      continue;
    }
    const words = readWords(phrase ?? word, language).slice(0, left);
    left -= words.length;
    if (words.length === 0) continue;
    alternatives.at(-1)?.push({ isNegated: minus !== undefined, isPhrase: phrase !== undefined, words });
  }
  // An alternative that has only negated parts would match nearly every item, so it is dropped.
  return alternatives.filter((parts) => parts.some(({ isNegated }) => !isNegated));
}

function readWords(text: string, language: string): QueryWord[] {
  return findWords(text, language).map(({ end, start, word }, index, all) => {
    const before = all[index - 1];
    return { word, typed: `${before?.end === start ? '' : ' '}${text.slice(start, end)}` };
  });
}

const QUOTES = /[“”„«»「」『』＂]/g;
/** Matches a phrase or a word. A minus excludes it, but only at the beginning of the query or after a space. */
const PIECE = /(?<minus>(?<!\S)-)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/g;

/** The most words of a query that can be the name of a tag. */
const MOST_NAME_WORDS = 4;

/** A query in one language. */
export interface LanguageQuery {
  readonly language: string;
  /** The tsquery that finds the matching items. */
  readonly match: string;
  /** The tsquery that ranks the matching items. It has the same lexemes, joined by `or`. */
  readonly rank: string;
  /** All lexemes that the query looks for. */
  readonly lexemes: readonly string[];
}

/** Tells which lexemes and names to search for in one language. */
export interface Vocabulary {
  /** Returns the lexemes to search for in place of a word. The list is empty for a stop word. */
  readonly lexemesOf: (word: string) => readonly string[];
  /** Returns the other names of the tag with a given name. Each name is a list of words. */
  readonly namesOf: (name: string) => readonly (readonly string[])[];
}

/** Writes a query in one language as a tsquery. The list is empty if the query has only stop words. */
export function writeQuery(language: string, query: ParsedQuery, vocabulary: Vocabulary): LanguageQuery[] {
  const lexemes = new Set<string>();
  const alternatives = query.flatMap((parts) => {
    const phrases = parts.filter(({ isNegated, isPhrase }) => isPhrase && !isNegated);
    const wanted = [
      ...joinRuns(parts).flatMap((run) => writeRun(run, vocabulary, lexemes)),
      ...phrases.flatMap((part) => writePhrase(wordsOf(part), vocabulary, lexemes)),
    ];
    if (wanted.length === 0) return [];
    const unwanted = parts
      .filter(({ isNegated }) => isNegated)
      .flatMap((part) => writePhrase(wordsOf(part), vocabulary, new Set()))
      .map((phrase) => `!${phrase}`);
    return [`(${[...wanted, ...unwanted].join(' & ')})`];
  });
  if (alternatives.length === 0) return [];
  const all = [...lexemes];
  return [{ language, match: alternatives.join(' | '), rank: all.map(quoteLexeme).join(' | '), lexemes: all }];
}

/**
 * Writes the conditions for words that may be in any order. If the words contain a name of a tag, an item may have
 * another name of the tag instead. If names begin at the same word, the longest counts. Adds lexemes to `seen`.
 */
function writeRun(run: readonly QueryWord[], vocabulary: Vocabulary, seen: Set<string>): string[] {
  const written: string[] = [];
  for (let from = 0; from < run.length; ) {
    const names = namesFrom(run, from);
    const length = names.findLastIndex((name) => vocabulary.namesOf(name).length > 0) + 1;
    const words = run.slice(from, from + Math.max(1, length));
    const own = words.flatMap(({ word }) => writeAnyOf(vocabulary.lexemesOf(word), seen));
    const others = vocabulary.namesOf(names[length - 1] ?? '').flatMap((name) => writePhrase(name, vocabulary, seen));
    const all = new Set([...(own.length > 1 ? [`(${own.join(' & ')})`] : own), ...others]);
    if (all.size > 0) written.push(all.size > 1 ? `(${[...all].join(' | ')})` : [...all].join(''));
    from += words.length;
  }
  return written;
}

/** Writes the condition for words that follow each other. A stop word only adds 1 to the distance of its neighbours. */
function writePhrase(words: readonly string[], vocabulary: Vocabulary, seen: Set<string>): string[] {
  const written: string[] = [];
  let distance = 0;
  for (const word of words) {
    distance += 1;
    const [lexemes] = writeAnyOf(vocabulary.lexemesOf(word), seen);
    if (lexemes === undefined) continue;
    written.push(written.length === 0 ? lexemes : `<${distance}> ${lexemes}`);
    distance = 0;
  }
  if (written.length === 0) return [];
  return [written.length > 1 ? `(${written.join(' ')})` : written.join('')];
}

function wordsOf({ words }: Part): string[] {
  return words.map(({ word }) => word);
}

function writeAnyOf(lexemes: readonly string[], seen: Set<string>): string[] {
  for (const lexeme of lexemes) seen.add(lexeme);
  const written = lexemes.map(quoteLexeme).join(' | ');
  return lexemes.length === 0 ? [] : [lexemes.length > 1 ? `(${written})` : written];
}

/** Lists the sequences of words in a query that could be the name of a tag. */
export function listNames(query: ParsedQuery): string[] {
  const names = query.flatMap(joinRuns).flatMap((run) => run.flatMap((_, from) => namesFrom(run, from)));
  return [...new Set(names)];
}

/** Returns the first word from a place on, the first two words, and so on. Each text may be the name of a tag. */
function namesFrom(run: readonly QueryWord[], from: number): string[] {
  let name = '';
  return run.slice(from, from + MOST_NAME_WORDS).map(({ typed }) => {
    name += typed;
    return name.trim();
  });
}

/** Returns the runs of a query. A run is a sequence of words without quotes and without a minus. */
function joinRuns(parts: readonly Part[]): QueryWord[][] {
  const runs: QueryWord[][] = [[]];
  for (const { isNegated, isPhrase, words } of parts) {
    if (isNegated || isPhrase) runs.push([]);
    else runs.at(-1)?.push(...words);
  }
  return runs.filter((run) => run.length > 0);
}
