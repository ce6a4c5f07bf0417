const MAX_LENGTH = 80;
/** Characters that are removed from words: apostrophes, soft hyphens, direction marks, modifiers of emoji. */
const INVISIBLE = /\u20e3|['’ʼ]|[\u00ad\u200e\u200f]|[\ufe00-\ufe0f]/gu;
/** A word begins with a letter or a digit. A combining mark belongs to the letter before it. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/**
 * Makes a slug from a text: letters and digits of any script, in lower case, with hyphens between words. Latin letters
 * lose their accents. A long slug is cut between words. The slug is empty if the text has no letter or digit.
 */
export function slugify(text: string, longest = MAX_LENGTH): string {
  const words = stripLatinAccents(text).toLowerCase().replace(INVISIBLE, '').match(WORD) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if ([...longer].length > longest) break;
    slug = longer;
  }
  return slug || [...(words[0] ?? '')].slice(0, longest).join('');
}

/** Returns `slug` if it is free, or the first free slug of `slug-2`, `slug-3` … */
export function makeUnique(slug: string, isTaken: (candidate: string) => boolean): string {
  let candidate = slug;
  for (let number = 2; isTaken(candidate); number += 1) candidate = `${slug}-${number}`;
  return candidate;
}

function stripLatinAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[ßæœøđłþ]/giu, (letter) => LATIN_LETTERS[letter.toLowerCase()] ?? letter);
}

const LATIN_LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th' };
