import { findWords } from './words.js';

/** Nobody types more. */
export const LONGEST_QUERY = 2000;
/** So many words are looked for; more would only narrow what is found to nothing. */
const MOST_WORDS = 32;

/** A word, and what was typed for it: with a space in front, unless nothing is between it and the word before. */
export interface QueryWord {
  readonly word: string;
  readonly typed: string;
}

/** Something that is to be there, or not to be: words, in this order and together where they were quoted. */
export interface Part {
  readonly isNegated: boolean;
  readonly isPhrase: boolean;
  readonly words: readonly QueryWord[];
}

/** Parts that all have to hold; one alternative has to. Each has something that is to be there. */
export type ParsedQuery = readonly (readonly Part[])[];

/**
 * Reads a query as people type it: words, "quoted phrases", `or`, `-not`. Anything can be read: what makes no sense is
 * taken for words or left out. Words are those of a language.
 */
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
  // What only leaves out is nearly everything.
  return alternatives.filter((parts) => parts.some(({ isNegated }) => !isNegated));
}

function readWords(text: string, language: string): QueryWord[] {
  return findWords(text, language).map(({ end, start, word }, index, all) => {
    const before = all[index - 1];
    return { word, typed: `${before?.end === start ? '' : ' '}${text.slice(start, end)}` };
  });
}

const QUOTES = /[“”„«»「」『』＂]/g;
/** A minus counts before a word, not within one. */
const PIECE = /(?<minus>(?<!\S)-)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/g;
