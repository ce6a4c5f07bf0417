import { invalid } from '../../newsroom/user-faults.js';
import type { LockedItem } from './lock.js';
import type { Snapshot } from './snapshot.js';

/** When an item of these dates opens: not before its embargo ends. */
function opensAt(publishedAt: Date, embargoedUntil: Date | undefined): Date {
  return embargoedUntil && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
}

/** Whether readers see the item at `now`. */
export function isPublicAt({ expiresAt, state, visibleFrom }: LockedItem, now: Date): boolean {
  return state === 'RELEASED' && visibleFrom !== null && visibleFrom <= now && (expiresAt === null || expiresAt > now);
}

/** Refuses dates that no order makes sense of; of a draft, what is known of them. */
export function checkDates(item: Snapshot, now: Date): void {
  const { coverageEndTime, coverageStartTime, embargoedUntil, expiresAt, publishedAt, state } = item;
  const opens = state === 'RELEASED' && publishedAt ? opensAt(publishedAt, embargoedUntil) : embargoedUntil;
  if (expiresAt && opens && expiresAt <= opens) {
    throw invalid('expiresAt', `must be after the publication, ${opens.toISOString()}`);
  }
  if (expiresAt && state !== 'RELEASED' && expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
  if (coverageStartTime && coverageEndTime && coverageEndTime < coverageStartTime) {
    throw invalid('coverageEndTime', 'must not be before coverageStartTime');
  }
}

/** When the item was public first: once it was, that never changes; before, it is when it will open. */
export function firstPublished({ firstPublishedAt }: LockedItem, item: Snapshot, now: Date): Date | null {
  if (firstPublishedAt && firstPublishedAt <= now) return firstPublishedAt;
  return item.state === 'RELEASED' && item.publishedAt ? opensAt(item.publishedAt, item.embargoedUntil) : null;
}
