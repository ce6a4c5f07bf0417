import { wordSegmenter } from '../body/read-time.js';

/** A word of a text, in lower case and without accents, as search compares it. */
export interface FoundWord {
  readonly word: string;
  /** Its place in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Longer words are cut: they are addresses or hashes, and nobody searches for them. */
const LONGEST_WORD = 60;

/**
 * Letters and digits with their marks, and the characters that may join them: `U.S`, `1,000`, `don't`. PostgreSQL's own
 * parser is not used, because in some locales it takes typographic quotes for letters, and it does not split Chinese, Japanese
 * and Thai into words.
 */
const CHAIN =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*(?:['’ʼ.,][\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*)*/gu;
/** Chains that are one word: initials, numbers with commas, and everything without dots and commas. */
const IS_ONE = /^(?:\p{L}(?:\.\p{L})+|\p{Nd}{1,3}(?:,\p{Nd}{3})+|[^.,]+)$/u;

const JOINT = /['’ʼ.,]/u;

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** A Japanese particle. */
const PARTICLE = /^\p{Script=Hiragana}$/u;
/** Texts are segmented in pieces, because a segmenter's time grows with the square of the length. */
const PIECE = /.{1,300}/gsu;
/** Languages in which an apostrophe separates two words: `l'homme`. */
const ELIDES = /^(?:fr|it|ca|oc)\b/;

/** Finds the words of a text, in order. It stops after about `most` words. */
export function findWords(text: string, language: string, most = Number.POSITIVE_INFINITY): FoundWord[] {
  const words: FoundWord[] = [];
  for (const { 0: chain, index } of text.matchAll(CHAIN)) {
    if (words.length >= most) break;
    if (isPlain(chain)) words.push({ word: chain.toLowerCase(), start: index, end: index + chain.length });
    else findInChain(chain, index, language, words);
  }
  return words;
}

/**
 * Finds the words of a text for the index. `O'Neill` is indexed as `oneill`, `o` and `neill`, all at the same place, because
 * people also write it without the apostrophe, or with a space.
 */
export function findWordsAndParts(text: string, language: string, most?: number): FoundWord[] {
  const words: FoundWord[] = [];
  for (const found of findWords(text, language, most)) {
    words.push(found);
    const { end, start, word } = found;
    // Most words are as long as their place: nothing joins their parts.
    if (end - start === word.length || !JOINT.test(text.slice(start, end))) continue;
    for (const piece of text.slice(start, end).split(JOINT)) {
      const part = fold(piece);
      if (part !== '' && part !== word) words.push({ word: part, start, end });
    }
  }
  return words;
}

/** The same as `findWords`, without the places. */
export function cutWords(text: string, language: string, most?: number): string[] {
  return findWords(text, language, most).map(({ word }) => word);
}

/** Whether a word only needs lower case: most are short and in ASCII, and this is faster. */
function isPlain(token: string): boolean {
  return token.length <= LONGEST_WORD && /^[a-z0-9]+$/i.test(token);
}

function findInChain(chain: string, at: number, language: string, into: FoundWord[]): void {
  const elides = ELIDES.test(language) && /['’ʼ]/.test(chain);
  const tokens =
    IS_ONE.test(chain) && !elides ? [{ 0: chain, index: 0 }] : chain.matchAll(elides ? /[^.,'’ʼ]+/g : /[^.,]+/g);
  for (const { 0: token, index } of tokens) {
    const start = at + index;
    if (UNSPACED.test(token)) findUnspaced(token, start, language, into);
    else {
      const word = foldToken(token);
      if (word !== '') into.push({ word, start, end: start + token.length });
    }
  }
}

function findUnspaced(token: string, at: number, language: string, into: FoundWord[]): void {
  for (const { 0: piece, index: before } of token.matchAll(PIECE)) {
    for (const { index, isWordLike, segment } of wordSegmenter(language).segment(piece)) {
      const start = at + before + index;
      const word = isWordLike && !PARTICLE.test(segment) ? fold(segment) : '';
      if (word !== '') into.push({ word, start, end: start + segment.length });
    }
  }
}

function foldToken(token: string): string {
  const bare = token.replace(/[.,]/g, '').replace(/(?<=.)['’ʼ]s$/iu, '');
  return fold(bare.replace(/['’ʼ]/g, ''));
}

/** Letters that Unicode does not decompose, and characters that are left out. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ё: 'е',
  ς: 'σ',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  // Tatweel, the soft hyphen and joiners only change how a word looks.
  ـ: '',
  '\u00ad': '',
  '\u200c': '',
  '\u200d': '',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Only these scripts have accents. In Japanese, Thai and the scripts of India, marks are part of the spelling. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Mn}])\p{Mn}+/gu;
const HAS_ACCENTED_SCRIPT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Makes a word comparable: in lower case, without accents, with plain letters and digits. */
function fold(token: string): string {
  const lower = token.normalize('NFKC').toLowerCase();
  const bare = HAS_ACCENTED_SCRIPT.test(lower) ? lower.normalize('NFD').replace(ACCENTS, '').normalize('NFC') : lower;
  const word = bare
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    // A compatibility form may contain other characters, such as brackets.
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word;
}

/** Removes the Arabic article, which is written as part of the word, and the particles before it. */
export function withoutArticle(word: string): string {
  return word.replace(/^(?:[وفبك]?ال|لل)(?=.{3})/u, '');
}

/** Writes a word of any script in ASCII letters and digits, for trigrams. */
export function spellInAscii(word: string): string {
  return Array.from(withoutArticle(word), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? letter : (code % 36).toString(36);
  }).join('');
}
