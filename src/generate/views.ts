import type { Random } from './random.js';

const HOUR = 3_600_000;
const RECENT_HOURS = 30 * 24;
/** The most views of an item. One item in a hundred thousand has millions of views. */
const MOST_VIEWS = 5_000_000;

/**
 * Makes the views of an item by hour. Over all items, the numbers follow Zipf's law. Views of the last thirty days are
 * spread over many hours. An older item with few views has all of them in one hour.
 */
export function makeViews(random: Random, publishedAt: Date, until: Date): { hour: Date; views: number }[] {
  const all = Math.min(MOST_VIEWS, Math.floor(3 / Math.max(random.fraction(), 1e-7)) - 1);
  if (all < 1) return [];
  const first = Math.ceil(publishedAt.getTime() / HOUR);
  // The last hour that begins before the end of the generated content.
  const last = Math.ceil(until.getTime() / HOUR) - 1;
  if (first > last) return [];
  if (last - first > RECENT_HOURS && all < 60)
    return [{ hour: new Date((first + random.between(0, 48)) * HOUR), views: all }];
  const from = Math.max(first, last - RECENT_HOURS);
  // Most readers read news while it is new. Older items are read at any time.
  const skew = first > last - RECENT_HOURS ? 2 : 1;
  const byHour = new Map<number, number>();
  const hours = Math.min(40, all);
  for (let part = 0; part < hours; part += 1) {
    const hour = from + Math.floor(random.fraction() ** skew * (last - from + 1));
    const share = Math.floor(all / hours) + (part < all % hours ? 1 : 0);
    byHour.set(hour, (byHour.get(hour) ?? 0) + share);
  }
  return [...byHour].map(([hour, views]) => ({ hour: new Date(hour * HOUR), views }));
}
