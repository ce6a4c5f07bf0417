const MAX_LENGTH = 80;

/**
 * A name for addresses: letters and digits of any script, lower case, hyphens between words; accents off Latin
 * letters. At most 80 characters, cut between words. Empty when the text has no letter or digit.
 */
export function slugify(text: string): string {
  const words = stripLatinAccents(text)
    .toLowerCase()
    .replace(/['’ʼ]/gu, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
  let slug = '';
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if ([...longer].length > MAX_LENGTH) break;
    slug = longer;
  }
  return slug || [...(words[0] ?? '')].slice(0, MAX_LENGTH).join('');
}

/** `slug` if it is free, otherwise the first of `slug-2`, `slug-3` … that is. */
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
