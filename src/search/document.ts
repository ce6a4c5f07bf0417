import type { Lexemes } from './lexemes.js';
import type { ItemTexts } from './texts.js';
import { type FoundWord, findWordsAndParts } from './words.js';

/** The most words of a body that are indexed. A tsvector has positions only up to 16,383. All later words would get that position. */
const MOST_WORDS = 12_000;
/** The most characters of a field that are indexed, because the size of a tsvector is limited to one megabyte. */
const MOST_LETTERS = 200_000;
/** The most characters that are stored for snippets. */
const LONGEST_TEXT = 20_000;
/** The number of unused positions between two fields, so that no phrase matches across the end of a field. */
const GAP = 10;

/** The words of an item by the weight of their field: headline A, standfirst B, body C, tags and names D. */
export interface ItemWords {
  readonly texts: ItemTexts;
  readonly fields: readonly { readonly weight: 'A' | 'B' | 'C' | 'D'; readonly words: readonly FoundWord[] }[];
}

/** Splits the texts of an item into words. The body comes last, because a long body may use up all positions. */
export function cutItem(texts: ItemTexts): ItemWords {
  const most = { A: 1000, B: 2000, D: 1000, C: MOST_WORDS };
  const fields = (['A', 'B', 'D', 'C'] as const).map((weight) => {
    const text = texts.texts[weight].slice(0, MOST_LETTERS);
    return { weight, words: findWordsAndParts(text, texts.language, most[weight]) };
  });
  return { texts, fields };
}

/** Writes the words of an item as a tsvector, which has each lexeme with its positions and weights. A stop word takes up a position too. */
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

/** Returns the text from which snippets are cut: the standfirst and the body. */
export function plainText({ texts }: ItemTexts): string {
  return [texts.B, texts.C].filter(Boolean).join('\n').slice(0, LONGEST_TEXT).toWellFormed();
}
