import type { Lexemes } from './lexemes.js';
import type { ItemTexts } from './texts.js';
import { type FoundWord, findWordsAndParts } from './words.js';

/** A tsvector has positions up to 16,383: all later words would get that one. */
const MOST_WORDS = 12_000;
/** A tsvector is at most a megabyte. */
const MOST_LETTERS = 200_000;
const LONGEST_TEXT = 20_000;
/** Positions left free between two fields, so that no phrase reaches from one into the next. */
const GAP = 10;

/** The words of an item, by weight. */
export interface ItemWords {
  readonly texts: ItemTexts;
  readonly fields: readonly { readonly weight: 'A' | 'B' | 'C' | 'D'; readonly words: readonly FoundWord[] }[];
}

/** Splits an item's texts into words. The body comes last, because the positions after a long body would be lost. */
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

/** Writes a tsvector: each lexeme with its positions and their weights. A stop word takes a position too. */
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

/** Quotes a lexeme for a tsvector or a tsquery. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}

/** The text that snippets are cut from. */
export function plainText({ texts }: ItemTexts): string {
  return [texts.B, texts.C].filter(Boolean).join('\n').slice(0, LONGEST_TEXT).toWellFormed();
}
