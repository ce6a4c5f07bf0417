import { wordSegmenter } from '../body/text.js';

/** A word where it stands in a text, as search compares it: without accents, in small letters. */
export interface FoundWord {
  readonly word: string;
  /** Where it begins and ends in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Nobody asks for longer ones: they are addresses, hashes and noise. */
const LONGEST_WORD = 60;

/**
 * Letters and digits with the marks that belong to them, and what may join them: `U.S`, `1,000`, `don't`. Cut here and
 * not by PostgreSQL's parser, which takes typographic quotes for letters in some locales and does not know where
 * Chinese, Japanese and Thai words end.
 */
const CHAIN =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*(?:['’ʼ.,][\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*)*/gu;
const IS_ONE = /^(?:\p{L}(?:\.\p{L})+|\p{Nd}{1,3}(?:,\p{Nd}{3})+|[^.,]+)$/u;

const JOINT = /['’ʼ.,]/u;

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** A Japanese particle. */
const PARTICLE = /^\p{Script=Hiragana}$/u;
/** A segmenter's time grows with the square of its text. */
const PIECE = /.{1,300}/gsu;
/** Where an apostrophe parts two words: `l'homme`. */
const ELIDES = /^(?:fr|it|ca|oc)\b/;

/** The words of a text, in order, at most about so many. The text itself can be marked where they are found. */
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
 * The words of a text, and beside `oneill` and `us` also `o`, `neill`, `u` and `s`, at the same place, as people leave
 * out what joins them or put a space there: what is indexed.
 */
export function findWordsAndParts(text: string, language: string, most?: number): FoundWord[] {
  const words: FoundWord[] = [];
  for (const found of findWords(text, language, most)) {
    words.push(found);
    const { end, start, word } = found;
    // Most words are as long as their place.
    if (end - start === word.length || !JOINT.test(text.slice(start, end))) continue;
    for (const piece of text.slice(start, end).split(JOINT)) {
      const part = fold(piece);
      if (part !== '' && part !== word) words.push({ word: part, start, end });
    }
  }
  return words;
}

/** The words of a text, in order, at most about so many. */
export function cutWords(text: string, language: string, most?: number): string[] {
  return findWords(text, language, most).map(({ word }) => word);
}

/** ASCII letters and digits, not too many: nothing to fold. */
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

/** Letters that decompose into no letter and mark, and signs that are left out. */
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
  // Tatweel only stretches a word; a soft hyphen and joiners only say how it is set.
  ـ: '',
  '\u00ad': '',
  '\u200c': '',
  '\u200d': '',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Marks are no accents everywhere: Japanese, Thai and the scripts of India spell with them. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Mn}])\p{Mn}+/gu;
const HAS_ACCENTED_SCRIPT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** A word as it is compared. */
function fold(token: string): string {
  const lower = token.normalize('NFKC').toLowerCase();
  const bare = HAS_ACCENTED_SCRIPT.test(lower) ? lower.normalize('NFD').replace(ACCENTS, '').normalize('NFC') : lower;
  const word = bare
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    // What a compatibility form had between its letters.
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word;
}

/** Arabic writes its article, and what goes before it, as part of the word. */
export function withoutArticle(word: string): string {
  return word.replace(/^(?:[وفبك]?ال|لل)(?=.{3})/u, '');
}

/** A word in ASCII letters and digits, of whatever script: what trigrams are made of. */
export function spellInAscii(word: string): string {
  return Array.from(withoutArticle(word), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? letter : (code % 36).toString(36);
  }).join('');
}
