import type { Random } from './random.js';

const HOUR = 3_600_000;
const RECENT_HOURS = 30 * 24;
/** Views that few items have: the millions are of one in a hundred thousand. */
const MOST_VIEWS = 5_000_000;

/** An item's views by hour, over all items a Zipf tail: most of those of the last thirty days in many hours, the others' in one. */
export function makeViews(random: Random, publishedAt: Date, until: Date): { hour: Date; views: number }[] {
  const all = Math.min(MOST_VIEWS, Math.floor(3 / Math.max(random.fraction(), 1e-7)) - 1);
  if (all < 1) return [];
  const first = Math.ceil(publishedAt.getTime() / HOUR);
  // The last hour that has begun when the newsroom ends.
  const last = Math.ceil(until.getTime() / HOUR) - 1;
  if (first > last) return [];
  const age = last - first;
  if (age > RECENT_HOURS && all < 60) return [{ hour: atHour(first + random.between(0, 48)), views: all }];
  const from = Math.max(first, last - RECENT_HOURS);
  // News is read when it is new, what is old and still read at any time.
  const skew = first > last - RECENT_HOURS ? 2 : 1;
  return spread(random, all, { from, last, skew });
}

interface Hours {
  readonly from: number;
  readonly last: number;
  readonly skew: number;
}

/** Views in up to forty hours: with a skew, more in the first ones. */
function spread(random: Random, all: number, { from, last, skew }: Hours): { hour: Date; views: number }[] {
  const byHour = new Map<number, number>();
  const hours = Math.min(40, all);
  for (let part = 0; part < hours; part += 1) {
    const hour = from + Math.floor(random.fraction() ** skew * (last - from + 1));
    const share = Math.floor(all / hours) + (part < all % hours ? 1 : 0);
    byHour.set(hour, (byHour.get(hour) ?? 0) + share);
  }
  return [...byHour].map(([hour, views]) => ({ hour: atHour(hour), views }));
}

function atHour(hour: number): Date {
  return new Date(hour * HOUR);
}
