import type { contentItems } from '../item/table.js';
import type { Random } from './random.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SPAN = 3652 * DAY;

/** What editors decided of an item, and when. */
export type Life = Pick<
  typeof contentItems.$inferSelect,
  | 'state'
  | 'publishedAt'
  | 'firstPublishedAt'
  | 'updatedAt'
  | 'createdAt'
  | 'embargoedUntil'
  | 'expiresAt'
  | 'withdrawnAt'
>;

/** When the item at a place (0 the oldest, 1 the newest) is from: ten years back, towards the end twice as dense as on the whole. */
export function dateOfPlace(place: number, until: Date): Date {
  const behind = 1 - place;
  const age = SPAN * (0.4 * behind + 0.6 * behind ** 2);
  return new Date(Math.floor((until.getTime() - age) / MINUTE) * MINUTE);
}

/** Of a thousand items: ten drafts, five withdrawn, three scheduled, two embargoed, ten that expire some time. */
export function chooseLife(random: Random, date: Date, until: Date): Life {
  const kind = random.fraction();
  const plain = publish(random, date, until);
  const later = new Date(until.getTime() + random.between(2, 14 * 24) * HOUR);
  if (kind < 0.01) return { ...plain, state: 'DRAFT', publishedAt: null, firstPublishedAt: null };
  if (kind < 0.015) return { ...plain, state: 'WITHDRAWN', withdrawnAt: notAfter(until, plain.updatedAt, 3 * DAY) };
  if (kind < 0.018) return { ...plain, publishedAt: later, firstPublishedAt: later };
  if (kind < 0.02) return { ...plain, embargoedUntil: later };
  if (kind < 0.03) return { ...plain, expiresAt: new Date(date.getTime() + random.between(1, 1000) * DAY) };
  return plain;
}

function publish(random: Random, date: Date, until: Date): Life {
  const isUpdated = random.chance(0.25);
  const delay = Math.floor(random.fraction() ** 3 * 3 * 24 * 60) * MINUTE;
  return {
    state: 'RELEASED',
    publishedAt: date,
    firstPublishedAt: date,
    updatedAt: isUpdated ? notAfter(until, date, delay) : date,
    createdAt: date,
    embargoedUntil: null,
    expiresAt: null,
    withdrawnAt: null,
  };
}

/** A while later, at the latest at the end. */
export function notAfter(until: Date, date: Date, wait: number): Date {
  return new Date(Math.min(until.getTime(), date.getTime() + wait));
}

/** Whether readers see it at the end. */
export function isSeen({ embargoedUntil, expiresAt, publishedAt, state }: Life, until: Date): boolean {
  if (state !== 'RELEASED' || publishedAt === null || publishedAt > until) return false;
  return embargoedUntil === null && (expiresAt === null || expiresAt > until);
}
