import { quoteLexeme } from './document.js';
import type { ParsedQuery, Part, QueryWord } from './query.js';

/** Words of one name of a tag. */
const LONGEST_NAME = 4;

/** What a query looks for in one language. */
export interface LanguageQuery {
  readonly language: string;
  /** A tsquery: which documents are found. */
  readonly match: string;
  /** A tsquery of the same words, whichever are there: what they are ranked by. */
  readonly rank: string;
  /** All words that are to be there. */
  readonly lexemes: readonly string[];
}

/** Words, as they are looked for in one language. */
export interface Vocabulary {
  /** Lexemes that stand for a word; none for one that says nothing alone. */
  readonly lexemesOf: (word: string) => readonly string[];
  /** Other names of what a name names, each as its words. */
  readonly namesOf: (name: string) => readonly (readonly string[])[];
}

/** Nothing where nothing is left to be looked for. */
export function writeQuery(language: string, query: ParsedQuery, vocabulary: Vocabulary): LanguageQuery[] {
  const lexemes = new Set<string>();
  const alternatives = query.flatMap((parts) => {
    const wanted = writeWanted(parts, vocabulary, lexemes);
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

/** What one alternative is to hold; the lexemes go into `seen`. */
function writeWanted(parts: readonly Part[], vocabulary: Vocabulary, seen: Set<string>): string[] {
  const phrases = parts.filter(({ isNegated, isPhrase }) => isPhrase && !isNegated);
  return [
    ...joinRuns(parts).flatMap((run) => writeRun(run, vocabulary, seen)),
    ...phrases.flatMap((part) => writePhrase(wordsOf(part), vocabulary, seen)),
  ];
}

/** Words in any order; a name as itself or as any of its others, the longest name first. */
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

/** Words that stand together. One that says nothing alone only keeps its place. */
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

/** Every run of words that could be a name. */
export function listNames(query: ParsedQuery): string[] {
  const names = query.flatMap((parts) =>
    joinRuns(parts).flatMap((run) => run.flatMap((_, from) => namesFrom(run, from))),
  );
  return [...new Set(names)];
}

function namesFrom(run: readonly QueryWord[], from: number): string[] {
  const lengths = Array.from({ length: Math.min(LONGEST_NAME, run.length - from) }, (_, index) => index + 1);
  return lengths.map((length) => nameOf(run.slice(from, from + length)));
}

function nameOf(words: readonly QueryWord[]): string {
  return words
    .map(({ typed }) => typed)
    .join('')
    .trim();
}

/** Words that follow each other without quotes and without a minus. */
function joinRuns(parts: readonly Part[]): QueryWord[][] {
  const runs: QueryWord[][] = [[]];
  for (const { isNegated, isPhrase, words } of parts) {
    if (isNegated || isPhrase) runs.push([]);
    else runs.at(-1)?.push(...words);
  }
  return runs.filter((run) => run.length > 0);
}
