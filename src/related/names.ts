/** Matches a word inside a sentence: a word after a space that follows a lower-case letter, a comma or a semicolon. */
const WORD_IN_SENTENCE = /(?<=[\p{Ll},;] )\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * Guesses which words of a text are names. Only words inside sentences count, because the first word of a sentence
 * always has a capital. The value 1 means a name: the word always has a capital. The value -1 means that the word never
 * has a capital. Words with both forms are left out. Scripts without capitals have no results.
 */
export function findNames(text: string): Map<string, 1 | -1> {
  const names = new Set<string>();
  const others = new Set<string>();
  for (const [word] of text.matchAll(WORD_IN_SENTENCE)) {
    if (/^\p{Lu}/u.test(word)) names.add(plainWord(word));
    else if (/^\p{Ll}/u.test(word)) others.add(plainWord(word));
  }
  const found = new Map<string, 1 | -1>();
  for (const word of names) if (!others.has(word)) found.set(word, 1);
  for (const word of others) if (!names.has(word)) found.set(word, -1);
  return found;
}

/** Returns the form of a word in the search index: lower case, without accents, apostrophes and the English `'s`. */
function plainWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/['’]s$|['’]|\p{M}/gu, '');
}
