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

/**
 * Returns the date of an item by its place, from 0 for the oldest item to 1 for the newest. Near the end, items are twice
 * as dense as on average.
 */
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
