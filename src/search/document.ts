import type { Lexemes } from './lexemes.js';
import type { ItemTexts } from './texts.js';
import { type FoundWord, findWordsAndParts } from './words.js';

/** A position is at most 16,383: PostgreSQL gives all that come later that one. */
const MOST_WORDS = 12_000;
/** A tsvector takes a megabyte. */
const MOST_LETTERS = 200_000;
const LONGEST_TEXT = 20_000;
/** Between two fields, so that no phrase reaches from one into the next. */
const GAP = 10;

/** The words of an item, by the weight that they have in it. */
export interface ItemWords {
  readonly texts: ItemTexts;
  readonly fields: readonly { readonly weight: 'A' | 'B' | 'C' | 'D'; readonly words: readonly FoundWord[] }[];
}

/** Cuts an item's texts into words: the names first of what could be too long, as they are never. */
export function cutItem(texts: ItemTexts): ItemWords {
  const { language } = texts;
  const { A: headline, B: summary, C: body, D: names } = texts.texts;
  const cut = (text: string, most: number) => findWordsAndParts(text.slice(0, MOST_LETTERS), language, most);
  const fields = [
    { weight: 'A' as const, words: cut(headline, 1000) },
    { weight: 'B' as const, words: cut(summary, 2000) },
    { weight: 'D' as const, words: cut(names, 1000) },
    { weight: 'C' as const, words: cut(body, MOST_WORDS) },
  ];
  return { texts, fields };
}

/** A tsvector in writing: each lexeme with its places and their weights. Words that say nothing alone still take a place. */
export function writeDocument({ fields, texts }: ItemWords, lexemes: Lexemes): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { weight, words } of fields) {
    let before = -1;
    for (const { start, word } of words) {
      if (start !== before) place += 1;
      before = start;
      const lexeme = lexemes.get(texts.language, word);
      if (lexeme === null) continue;
      const own = places.get(lexeme);
      if (own) own.push(`${place}${weight}`);
      else places.set(lexeme, [`${place}${weight}`]);
    }
    place += GAP;
  }
  return Array.from(places, ([lexeme, own]) => `${quoteLexeme(lexeme)}:${own.join(',')}`).join(' ');
}

/** As tsvector and tsquery are written. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}

/** What a snippet is cut from. */
export function plainText({ texts }: ItemTexts): string {
  return [texts.B, texts.C].filter(Boolean).join('\n').slice(0, LONGEST_TEXT).toWellFormed();
}
