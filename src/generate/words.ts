import type { LanguageKit } from './kit.js';
import { createZipfPick, type Random } from './random.js';

/** The number of different words, without names. The body of a newspaper has about as many. */
const VOCABULARY = 4000;
/** The ranks of the words that show what a story is about ("telling" words). More frequent words only hold sentences together. */
const TELLING = { from: 45, to: 2000 };

export type Words = ReturnType<typeof createWords>;

/** Chooses and makes words of one language. */
export function createWords(kit: LanguageKit, random: Random) {
  const vocabulary = makeVocabulary(kit, random);
  const telling = vocabulary.slice(TELLING.from, TELLING.to);
  const taken = new Set<string>();
  const name = (): string => makeNew(random, kit.nameStarts, kit.nameMiddles, kit.nameEnds, taken);
  return {
    /** Returns any word. More frequent words of the vocabulary are returned more often. */
    any: createZipfPick(random, vocabulary, { exponent: 1, flat: 1.5 }),
    /** Returns a word that shows what a text is about. */
    telling: (): string => random.pick(telling),
    /** Returns a name that nothing else has. */
    name,
    person: (): string => `${random.pick(kit.givenNames)}${kit.space}${name()}`,
  };
}

/** Lists the frequent words of the language, followed by made-up words. */
function makeVocabulary(kit: LanguageKit, random: Random): string[] {
  const known = new Set([...kit.common, ...kit.words]);
  while (known.size < VOCABULARY) makeNew(random, kit.starts, kit.middles, kit.ends, known);
  return [...known];
}

/** Makes a word that is not known yet, and adds it to the known words. After every four attempts, the word becomes longer. */
function makeNew(
  random: Random,
  starts: readonly string[],
  middles: readonly string[],
  ends: readonly string[],
  known: Set<string>,
): string {
  for (let attempt = 0; ; attempt += 1) {
    const length = random.between(0, 1) + (attempt >> 2);
    const between = Array.from({ length }, () => random.pick(middles));
    const made = [random.pick(starts), ...between, random.pick(ends)].join('');
    if (known.has(made)) continue;
    known.add(made);
    return made;
  }
}
