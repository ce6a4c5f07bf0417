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
  const most = { A: 1000, B: 2000, D: 1000, C: MOST_WORDS };
  const fields = (['A', 'B', 'D', 'C'] as const).map((weight) => {
    const text = texts.texts[weight].slice(0, MOST_LETTERS);
    return { weight, words: findWordsAndParts(text, texts.language, most[weight]) };
  });
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
      const known = places.get(lexeme);
      if (known) known.push(`${place}${weight}`);
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
