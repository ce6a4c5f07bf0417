import type { Snapshot } from '../kinds/snapshot.js';
import { invalid } from '../writing/user-faults.js';
import type { LockedItem } from './lock.js';

/** Returns the time at which readers first see an item with these dates. It is the later one of the publication and the end of the embargo. */
function opensAt(publishedAt: Date, embargoedUntil: Date | undefined): Date {
  return embargoedUntil && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
}

/** Returns true if readers see the item at the time `now`. */
export function isPublicAt(
  { expiresAt, state, visibleFrom }: Pick<LockedItem, 'expiresAt' | 'state' | 'visibleFrom'>,
  now: Date,
): boolean {
  return state === 'RELEASED' && visibleFrom !== null && visibleFrom <= now && (expiresAt === null || expiresAt > now);
}

/** Refuses an expiry in the past, and an expiry that is not after the publication. A draft has no date of publication yet, so its expiry is compared with the end of its embargo. */
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
 * Returns the time at which readers first saw the item, or will first see it; null if the item is not released and
 * readers never saw it. Once readers have seen the item, this time no longer changes. If the date of publication is in the past, the time is `now`.
 */
export function firstPublished({ firstPublishedAt }: LockedItem, item: Snapshot, now: Date): Date | null {
  if (firstPublishedAt && firstPublishedAt <= now) return firstPublishedAt;
  if (item.state !== 'RELEASED' || !item.publishedAt) return null;
  const opens = opensAt(item.publishedAt, item.embargoedUntil);
  return opens > now ? opens : now;
}
