import { findWords } from './words.js';

/** The longest query, in characters. */
export const LONGEST_QUERY = 2000;
/** The most words of a query that count. Further words are ignored. */
const MOST_WORDS = 32;

/** A word of a query. `typed` is the text of the word in the query. It begins with a space if the word does not directly follow the word before. */
export interface QueryWord {
  readonly word: string;
  readonly typed: string;
}

/** A part of a query. An item must have the words of the part, or must not have them if the part is negated. The words of a phrase must follow each other in this order. */
export interface Part {
  readonly isNegated: boolean;
  readonly isPhrase: boolean;
  readonly words: readonly QueryWord[];
}

/** The alternatives of a query, which were separated by `or`. An item matches if it meets all parts of one alternative. Each alternative has at least one part that is not negated. */
export type ParsedQuery = readonly (readonly Part[])[];

/** Parses a query of words, "quoted phrases", `or` and `-excluded` words. It never fails. Other syntax is read as words or ignored. */
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
/** Matches a phrase or a word. A minus negates it only at the beginning of the query or after a space. */
const PIECE = /(?<minus>(?<!\S)-)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/g;
