import { findWords } from './words.js';

/** The most characters of a query. */
export const LONGEST_QUERY = 2000;
/** Further words are ignored: hardly any item has so many. */
const MOST_WORDS = 32;

/** A word, and the text that was typed for it. A space in front says that the word stands apart from the one before. */
export interface QueryWord {
  readonly word: string;
  readonly typed: string;
}

/** Words that an item must have, or must not have if negated. The words of a phrase must stand together, in this order. */
export interface Part {
  readonly isNegated: boolean;
  readonly isPhrase: boolean;
  readonly words: readonly QueryWord[];
}

/** Alternatives. An item matches if it meets all parts of one. Each alternative has a part that is not negated. */
export type ParsedQuery = readonly (readonly Part[])[];

/** Parses a query: words, "quoted phrases", `or`, `-not`. It never fails: other syntax is taken for words, or ignored. */
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
  // An alternative of negated parts alone would match nearly everything.
  return alternatives.filter((parts) => parts.some(({ isNegated }) => !isNegated));
}

function readWords(text: string, language: string): QueryWord[] {
  return findWords(text, language).map(({ end, start, word }, index, all) => {
    const before = all[index - 1];
    return { word, typed: `${before?.end === start ? '' : ' '}${text.slice(start, end)}` };
  });
}

const QUOTES = /[“”„«»「」『』＂]/g;
/** A minus negates only at the beginning of a word. */
const PIECE = /(?<minus>(?<!\S)-)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/g;
