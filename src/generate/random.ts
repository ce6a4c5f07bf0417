import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A row of numbers that look like chance, and are the same each time for the same seed. */
export interface Random {
  /** From 0 up to, but not, 1. */
  readonly fraction: () => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const fraction = () => uniformFloat64(generator);
  return {
    fraction,
    between: (least, most) => uniformInt(generator, least, most),
    chance: (probability) => fraction() < probability,
    pick: (items) => {
      const item = items[Math.floor(fraction() * items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
  };
}

/** How popular the places of a list are: 1 / (place + flat) ^ exponent. The greater `flat` is, the less the first ones stand out. */
export interface Zipf {
  readonly exponent: number;
  readonly flat: number;
}

/** Picks from a list by Zipf's law, its first items the most often. */
export function createZipfPick<Item>(items: readonly Item[], { exponent, flat }: Zipf): (random: Random) => Item {
  const upTo = new Float64Array(items.length);
  let total = 0;
  for (let place = 0; place < items.length; place += 1) {
    total += (place + 1 + flat) ** -exponent;
    upTo[place] = total;
  }
  return (random) => {
    const item = items[findPlace(upTo, random.fraction() * total)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  };
}

/** The first place whose sum is above the value. */
function findPlace(upTo: Float64Array, value: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
