/** Letters with an apostrophe inside, after a letter or a comma and one space: in a sentence, not at its beginning. */
const WORD_IN_SENTENCE = /(?<=[\p{Ll},;] )\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * The words that running text has in the middle of its sentences: 1 for those that only stand there with a capital, as
 * names do, -1 for those that only do without; what does both says nothing. Scripts without capitals have none.
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

/** As the search index has its words: small letters without accents, apostrophes and the English genitive. */
function plainWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/['’]s$|['’]|\p{M}/gu, '');
}
