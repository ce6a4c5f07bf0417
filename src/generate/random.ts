import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = ReturnType<typeof createRandom>;

/** Makes a source of random numbers. The same seed gives the same sequence. */
export function createRandom(seed: number) {
  const generator = xoroshiro128plus(seed);
  /** Returns a number of at least 0 and less than 1. */
  const fraction = (): number => uniformFloat64(generator);
  return {
    fraction,
    between: (least: number, most: number): number => uniformInt(generator, least, most),
    chance: (probability: number): boolean => fraction() < probability,
    pick: <Item>(items: readonly Item[]): Item => itemAt(items, Math.floor(fraction() * items.length)),
  };
}

/**
 * Makes a function that picks from a list by Zipf's law, the first items most often. The popularity of a place is
 * 1 / (place + flat) ^ exponent. With a greater `flat`, the first places stand out less.
 */
export function createZipfPick<Item>(
  random: Random,
  items: readonly Item[],
  exponent: number,
  flat: number,
): () => Item {
  const sums = new Float64Array(items.length);
  let total = 0;
  for (let place = 0; place < items.length; place += 1) {
    total += (place + 1 + flat) ** -exponent;
    sums[place] = total;
  }
  return () => itemAt(items, findPlace(sums, random.fraction() * total));
}

/** Finds the first place whose sum is above the value. */
function findPlace(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function itemAt<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}
