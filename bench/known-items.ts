import { createRandom, type Random } from '../src/generate/random.js';

/** An article to search. */
export interface NewsItem {
  readonly id: number;
  readonly slug: string;
  readonly headline: string;
  readonly standfirst: string;
}

/** An article, and the queries of a person who remembers words of its headline. */
export interface KnownItem {
  readonly slug: string;
  /** The words without a mistake. */
  readonly exact: string;
  /** The words, with a typing error in one of them. */
  readonly typo: string;
}

/**
 * Chooses articles at random. Their queries are the three rarest words of the headline: as they are, and with a typing error
 * in the longest of these words.
 */
export function chooseKnownItems(items: readonly NewsItem[], count: number, seed: number): KnownItem[] {
  const random = createRandom(seed);
  const documents = new Map<string, number>();
  for (const { headline, standfirst } of items) {
    for (const word of new Set(cutPlainWords(`${headline} ${standfirst}`))) {
      documents.set(word, (documents.get(word) ?? 0) + 1);
    }
  }
  const left = [...items];
  const known: KnownItem[] = [];
  while (known.length < count && left.length > 0) {
    const [item] = left.splice(random.between(0, left.length - 1), 1);
    const words = [...new Set(cutPlainWords(item?.headline ?? ''))];
    const rarest = words.sort((a, b) => (documents.get(a) ?? 0) - (documents.get(b) ?? 0)).slice(0, 3);
    if (!item || rarest.length < 3) continue;
    const longest = rarest.reduce((a, b) => (b.length > a.length ? b : a));
    const misspelled = rarest.map((word) => (word === longest ? misspell(word, random) : word));
    known.push({ slug: item.slug, exact: rarest.join(' '), typo: misspelled.join(' ') });
  }
  return known;
}

/** Splits a text into words in the simplest way. This favours neither of the searches that are compared. */
function cutPlainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}

/** Changes, removes or adds a letter, or swaps two neighbours. */
function misspell(word: string, random: Random): string {
  const letters = [...word];
  const place = random.between(0, letters.length - 1);
  const letter = String.fromCharCode(97 + random.between(0, 25));
  const errors = [
    () => letters.splice(place, 1, letter),
    () => letters.splice(place, 1),
    () => letters.splice(place, 0, letter),
    () =>
      letters.splice(
        Math.min(place, letters.length - 2),
        2,
        ...letters
          .slice(Math.min(place, letters.length - 2))
          .slice(0, 2)
          .reverse(),
      ),
  ];
  random.pick(errors)();
  const misspelled = letters.join('');
  return misspelled === word ? misspell(word, random) : misspelled;
}
