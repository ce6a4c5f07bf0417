/** A word inside a sentence: it follows a lower-case letter or a comma, and one space. It may contain apostrophes. */
const WORD_IN_SENTENCE = /(?<=[\p{Ll},;] )\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * Tells names from other words by the words inside sentences: 1 for a word that always has a capital there, as names do, and
 * -1 for a word that never has one. Words with both forms tell nothing. Scripts without capitals have no such words.
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

/** The form of a word in the search index: lower case, without accents, apostrophes and the English genitive. */
function plainWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/['’]s$|['’]|\p{M}/gu, '');
}
