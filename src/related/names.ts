/** Matches a word inside a sentence, which is a word after one space and a lower-case letter, a comma or a semicolon. The word may contain apostrophes. */
const WORD_IN_SENTENCE = /(?<=[\p{Ll},;] )\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * Guesses which words of a text are names. Only words inside sentences count, because the first word of a sentence always has a
 * capital. The value is 1 for a word that always has a capital, as names do, and -1 for a word that never has one. Words that
 * come in both forms are left out. In scripts without capitals, no words are found.
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

/** Returns a word in the form that the search index has: in lower case, without accents, apostrophes and the English genitive `'s`. */
function plainWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/['’]s$|['’]|\p{M}/gu, '');
}
