import type { Snapshot } from '../kinds/snapshot.js';
import { invalid } from '../writing/user-faults.js';
import type { LockedItem } from './lock.js';

/** When an item of these dates opens: not before its embargo ends. */
function opensAt(publishedAt: Date, embargoedUntil: Date | undefined): Date {
  return embargoedUntil && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
}

/** Whether readers see the item at `now`. */
export function isPublicAt({ expiresAt, state, visibleFrom }: LockedItem, now: Date): boolean {
  return state === 'RELEASED' && visibleFrom !== null && visibleFrom <= now && (expiresAt === null || expiresAt > now);
}

/** Refuses an expiry that no order makes sense of: of a draft, by what is known of its dates. */
export function checkExpiry({ embargoedUntil, expiresAt, publishedAt, state }: Snapshot, now: Date): void {
  if (!expiresAt) return;
  const opens = state === 'RELEASED' && publishedAt ? opensAt(publishedAt, embargoedUntil) : embargoedUntil;
  if (opens && expiresAt <= opens) throw invalid('expiresAt', `must be after the publication, ${opens.toISOString()}`);
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
}

export function checkCoverage({ coverageEndTime, coverageStartTime }: Snapshot): void {
  if (coverageStartTime && coverageEndTime && coverageEndTime < coverageStartTime) {
    throw invalid('coverageEndTime', 'must not be before coverageStartTime');
  }
}

/**
 * When readers could see the item first: once they could, that never changes; before, it is when it will open. An item
 * with a date in the past opens now.
 */
export function firstPublished({ firstPublishedAt }: LockedItem, item: Snapshot, now: Date): Date | null {
  if (firstPublishedAt && firstPublishedAt <= now) return firstPublishedAt;
  if (item.state !== 'RELEASED' || !item.publishedAt) return null;
  const opens = opensAt(item.publishedAt, item.embargoedUntil);
  return opens > now ? opens : now;
}
