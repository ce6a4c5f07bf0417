import type { Snapshot } from '../kinds/kinds.js';
import { invalid } from '../writing/user-faults.js';
import type { LockedItem } from './lock.js';

/** Returns the time at which readers first see an item: its publication, or the later end of its embargo. */
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

/** Refuses an expiry in the past, or before readers see the item. A draft has no date of publication yet. */
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
 * Returns the time at which readers first saw the item, or will see it. It never changes once readers have seen the
 * item. An item that is released with an earlier date gets `now`.
 */
export function firstPublished({ firstPublishedAt }: LockedItem, item: Snapshot, now: Date): Date | null {
  if (firstPublishedAt && firstPublishedAt <= now) return firstPublishedAt;
  if (item.state !== 'RELEASED' || !item.publishedAt) return null;
  const opens = opensAt(item.publishedAt, item.embargoedUntil);
  return opens > now ? opens : now;
}
