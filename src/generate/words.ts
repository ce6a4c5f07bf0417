import type { LanguageKit } from './kits/kit.js';
import { createZipfPick, type Random } from './random.js';

/** Words of the body of a newspaper, about: rarer ones are names. */
const VOCABULARY = 4000;
/** Words this frequent hold sentences together and tell nothing; those this rare tell what a story is about. */
const TELLING = { from: 45, to: 2000 };

/** Where a language's words come from. */
export interface Words {
  /** Any word, as often as words of its rank are. */
  readonly any: () => string;
  /** A word that tells what a text is about. */
  readonly telling: () => string;
  /** A name that nothing else has. */
  readonly name: () => string;
  readonly person: () => string;
}

export function createWords(kit: LanguageKit, random: Random): Words {
  const vocabulary = makeVocabulary(kit, random);
  const pickAny = createZipfPick(vocabulary, { exponent: 1, flat: 1.5 });
  const telling = vocabulary.slice(TELLING.from, TELLING.to);
  const [starts, middles, ends] = [kit.nameStarts, kit.nameMiddles, kit.nameEnds].map(split);
  const givenNames = split(kit.givenNames);
  const taken = new Set<string>();
  const name = () => makeUnknown(taken, (middlesMore) => assemble(random, starts, middles, ends, middlesMore));
  return {
    any: () => pickAny(random),
    telling: () => random.pick(telling),
    name,
    person: () => `${random.pick(givenNames)}${kit.space}${name()}`,
  };
}

/** The language's own frequent words, then made ones. */
function makeVocabulary(kit: LanguageKit, random: Random): string[] {
  const known = new Set([...split(kit.common), ...split(kit.words)]);
  const [starts, middles, ends] = [kit.starts, kit.middles, kit.ends].map(split);
  while (known.size < VOCABULARY) {
    makeUnknown(known, (middlesMore) => assemble(random, starts, middles, ends, middlesMore));
  }
  return [...known];
}

/** Makes until it is new: each attempt may be longer. */
function makeUnknown(known: Set<string>, make: (middlesMore: number) => string): string {
  for (let attempt = 0; ; attempt += 1) {
    const made = make(attempt >> 2);
    if (known.has(made)) continue;
    known.add(made);
    return made;
  }
}

function assemble(
  random: Random,
  starts: readonly string[] = [],
  middles: readonly string[] = [],
  ends: readonly string[] = [],
  middlesMore = 0,
): string {
  const between = Array.from({ length: random.between(0, 1) + middlesMore }, () => random.pick(middles));
  return [random.pick(starts), ...between, random.pick(ends)].join('');
}

function split(words: string): string[] {
  return words.split(/\s+/);
}
