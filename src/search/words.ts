import { wordSegmenter } from '../body/read-time.js';

/** A word of a text in the form that search compares: in lower case and without accents. */
export interface FoundWord {
  readonly word: string;
  /** The start and the end of the word in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** The longest word, in characters. Longer words are cut. They are addresses or hashes, which nobody searches for. */
const LONGEST_WORD = 60;

/**
 * Matches a chain: letters and digits, and characters that may join them, as in `U.S`, `1,000` and `don't`.
 * PostgreSQL's parser is not used, because it does not split Chinese, and in some locales takes quotes for letters.
 */
const CHAIN =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*(?:['’ʼ.,][\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200c\u200d]*)*/gu;
/** Matches a chain that is a single word: initials, a number with commas, or a chain without dots and commas. */
const IS_ONE = /^(?:\p{L}(?:\.\p{L})+|\p{Nd}{1,3}(?:,\p{Nd}{3})+|[^.,]+)$/u;

/** Matches a character that joins the parts of a chain. */
const JOINT = /['’ʼ.,]/u;

/** Matches a letter of a script that has no spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** Matches a single Hiragana letter, which is a Japanese particle. Particles are left out. */
const PARTICLE = /^\p{Script=Hiragana}$/u;
/** Matches the pieces of a text that are segmented. For a long text, a segmenter would take too much time. */
const PIECE = /.{1,300}/gsu;
/** Matches the languages in which an apostrophe separates two words, as in `l'homme`. */
const ELIDES = /^(?:fr|it|ca|oc)\b/;

/** Finds the words of a text, in order. The search stops once it has found `most` words or a few more. */
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
 * Finds the words of a text for the index. A word with an apostrophe is split as well: `O'Neill` is indexed as
 * `oneill`, `o` and `neill`, all at the same place. So a search for `ONeill` or `O Neill` finds the name too.
 */
export function findWordsAndParts(text: string, language: string, most?: number): FoundWord[] {
  const words: FoundWord[] = [];
  for (const found of findWords(text, language, most)) {
    words.push(found);
    const { end, start, word } = found;
    // If a word is as long as its text, no character was removed, so the word has no parts.
    if (end - start === word.length || !JOINT.test(text.slice(start, end))) continue;
    for (const piece of text.slice(start, end).split(JOINT)) {
      const part = fold(piece);
      if (part !== '' && part !== word) words.push({ word: part, start, end });
    }
  }
  return words;
}

/** Returns the same words as `findWords`, without their places. */
export function cutWords(text: string, language: string, most?: number): string[] {
  return findWords(text, language, most).map(({ word }) => word);
}

/** Returns true if a word only has to be changed to lower case. This check saves time, because most words are plain. */
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

/** The replacements for letters that Unicode does not decompose, and for characters that are left out. */
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
  // The Arabic tatweel, the soft hyphen and joiners only change how a word looks.
  ـ: '',
  '\u00ad': '',
  '\u200c': '',
  '\u200d': '',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** Matches Arabic and Persian digits. */
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Matches the accents to remove. In Japanese, Thai and the scripts of India, marks are part of the spelling. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Mn}])\p{Mn}+/gu;
const HAS_ACCENTED_SCRIPT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Returns the form of a word that search compares: lower case, without accents, with plain letters and digits. */
function fold(token: string): string {
  const lower = token.normalize('NFKC').toLowerCase();
  const bare = HAS_ACCENTED_SCRIPT.test(lower) ? lower.normalize('NFD').replace(ACCENTS, '').normalize('NFC') : lower;
  const word = bare
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    // The normalisation (NFKC) may bring in other characters, such as brackets.
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word;
}

/** Removes the Arabic article and the particles before it, because Arabic writes them as part of the word. */
export function withoutArticle(word: string): string {
  return word.replace(/^(?:[وفبك]?ال|لل)(?=.{3})/u, '');
}

/** Writes a word of any script in ASCII letters and digits, for the trigram index. */
export function spellInAscii(word: string): string {
  return Array.from(withoutArticle(word), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? letter : (code % 36).toString(36);
  }).join('');
}
