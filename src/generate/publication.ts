import type { contentItems } from '../item/table.js';
import type { Random } from './random.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The time that the generated content covers: ten years. */
const SPAN = 3652 * DAY;

type ContentItem = typeof contentItems.$inferSelect;

/** The columns that say whether and when an item is published. */
export type Publication = Pick<ContentItem, 'state' | 'embargoedUntil' | 'expiresAt' | 'withdrawnAt'> &
  Pick<ContentItem, 'publishedAt' | 'firstPublishedAt' | 'updatedAt' | 'createdAt'>;

/** Returns the date of the item at `place`, from 0 (oldest) to 1 (newest). Newer items are closer together in time. */
export function dateOfPlace(place: number, until: Date): Date {
  const behind = 1 - place;
  const age = SPAN * (0.4 * behind + 0.6 * behind ** 2);
  return new Date(Math.floor((until.getTime() - age) / MINUTE) * MINUTE);
}

/**
 * Chooses the state and the dates of an item. Of a thousand items, ten are drafts, five are withdrawn, three are scheduled,
 * two are under embargo, and ten have an expiry date.
 */
export function choosePublication(random: Random, date: Date, until: Date): Publication {
  const kind = random.fraction();
  const published = publish(random, date, until);
  const later = new Date(until.getTime() + random.between(2, 14 * 24) * HOUR);
  if (kind < 0.01) return { ...published, state: 'DRAFT', publishedAt: null, firstPublishedAt: null };
  if (kind < 0.015)
    return { ...published, state: 'WITHDRAWN', withdrawnAt: addTime(published.updatedAt, 3 * DAY, until) };
  if (kind < 0.018) return { ...published, publishedAt: later, firstPublishedAt: later };
  if (kind < 0.02) return { ...published, embargoedUntil: later };
  if (kind < 0.03) return { ...published, expiresAt: new Date(date.getTime() + random.between(1, 1000) * DAY) };
  return published;
}

function publish(random: Random, date: Date, until: Date): Publication {
  const isUpdated = random.chance(0.25);
  const delay = Math.floor(random.fraction() ** 3 * 3 * 24 * 60) * MINUTE;
  return {
    state: 'RELEASED',
    publishedAt: date,
    firstPublishedAt: date,
    updatedAt: isUpdated ? addTime(date, delay, until) : date,
    createdAt: date,
    embargoedUntil: null,
    expiresAt: null,
    withdrawnAt: null,
  };
}

/** Adds a time to a date. The result is at most `until`. */
export function addTime(date: Date, time: number, until: Date): Date {
  return new Date(Math.min(until.getTime(), date.getTime() + time));
}

/** True if readers can see the item at the end of the generated content. */
export function isVisible({ embargoedUntil, expiresAt, publishedAt, state }: Publication, until: Date): boolean {
  if (state !== 'RELEASED' || publishedAt === null || publishedAt > until) return false;
  return embargoedUntil === null && (expiresAt === null || expiresAt > until);
}

const RECENT_HOURS = 30 * 24;
/** The most views of an item. One item in a hundred thousand has millions of views. */
const MOST_VIEWS = 5_000_000;

/**
 * Makes the views of an item by hour. Over all items, the numbers follow Zipf's law. Views of the last thirty days are
 * spread over many hours, but an older item with few views has all of them in one hour.
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
