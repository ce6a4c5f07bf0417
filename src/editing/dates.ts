import type { Snapshot } from '../kinds/snapshot.js';
import { invalid } from '../writing/user-faults.js';
import type { LockedItem } from './lock.js';

/** When readers first see an item of these dates: an embargo may end later than the date of publication. */
function opensAt(publishedAt: Date, embargoedUntil: Date | undefined): Date {
  return embargoedUntil && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
}

/** Whether readers see the item at `now`. */
export function isPublicAt(
  { expiresAt, state, visibleFrom }: Pick<LockedItem, 'expiresAt' | 'state' | 'visibleFrom'>,
  now: Date,
): boolean {
  return state === 'RELEASED' && visibleFrom !== null && visibleFrom <= now && (expiresAt === null || expiresAt > now);
}

/** Refuses an expiry that is past, or not after the publication. A draft has no publication yet, only an embargo. */
export function checkExpiry({ embargoedUntil, expiresAt, publishedAt, state }: Snapshot, now: Date): void {
  if (!expiresAt) return;
  const opens = state === 'RELEASED' && publishedAt ? opensAt(publishedAt, embargoedUntil) : embargoedUntil;
  if (opens && expiresAt <= opens) throw invalid('expiresAt', `must be after the publication, ${opens.toISOString()}`);
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
}

export function checkCoverage({ coverageEndTime, coverageStartTime }: Snapshot): void {
  if (coverageStartTime && coverageEndTime && coverageEndTime < coverageStartTime)
    throw invalid('coverageEndTime', 'must not be before coverageStartTime');
}

/**
 * When readers first saw the item, or will first see it. It no longer changes once readers have seen the item. An item with
 * a date in the past opens now.
 */
export function firstPublished({ firstPublishedAt }: LockedItem, item: Snapshot, now: Date): Date | null {
  if (firstPublishedAt && firstPublishedAt <= now) return firstPublishedAt;
  if (item.state !== 'RELEASED' || !item.publishedAt) return null;
  const opens = opensAt(item.publishedAt, item.embargoedUntil);
  return opens > now ? opens : now;
}
