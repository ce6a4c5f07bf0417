import { sql } from 'drizzle-orm';
import type { ContentType } from '../item/kind-names.js';
import { corrections } from '../item/table.js';
import { readText } from '../writing/fields.js';
import type { Writing } from '../writing/mutation.js';
import { conflict, invalid } from '../writing/user-faults.js';
import { checkExpiry, firstPublished, isPublicAt } from './dates.js';
import { findToWrite } from './edit.js';
import { saveItem } from './save.js';

/** Publishes an item now or at a later time. A public item stays as it is; a scheduled item gets the new time. */
export async function publishItem(writing: Writing, type: ContentType, globalId: string, at: Date | null | undefined) {
  const { now } = writing;
  const item = await findToWrite(writing, type, globalId, { least: 'publisher' });
  if (item.state === 'WITHDRAWN')
    throw conflict('id', 'it was withdrawn: unpublish it first, to make it a draft', item.id);
  if (isPublicAt(item, now)) {
    if (at == null) return item.id;
    throw conflict('at', 'it is public already: unpublish it first', item.id);
  }
  const publishedAt = at ?? now;
  const next = { ...item.snapshot, state: 'RELEASED' as const, publishedAt };
  checkExpiry(next, now);
  await saveItem(writing, item, next, { updatedAt: publishedAt, firstPublishedAt: firstPublished(item, next, now) });
  return item.id;
}

/** Turns an item in any state into a draft. If readers have seen the item, it keeps its date of publication. */
export async function unpublishItem(writing: Writing, type: ContentType, globalId: string): Promise<number> {
  const item = await findToWrite(writing, type, globalId, { least: 'publisher' });
  if (item.state === 'DRAFT') return item.id;
  const { publishedAt, ...rest } = item.snapshot;
  const wasPublic = item.firstPublishedAt !== null && item.firstPublishedAt <= writing.now;
  const next = { ...rest, ...(wasPublic && { publishedAt }), state: 'DRAFT' as const };
  const firstPublishedAt = wasPublic ? item.firstPublishedAt : null;
  await saveItem(writing, item, next, { firstPublishedAt, withdrawnAt: null, withdrawnReason: null });
  return item.id;
}

/** Withdraws an item, so that readers no longer see it. Clients can still read the reason. */
export async function withdrawItem(writing: Writing, type: ContentType, globalId: string, reason: string) {
  const item = await findToWrite(writing, type, globalId, { least: 'publisher' });
  const withdrawnReason = readText(reason);
  if (withdrawnReason === null) throw invalid('reason', 'must say why: readers who knew the item are told');
  if (item.state === 'WITHDRAWN') {
    if (item.withdrawnReason === withdrawnReason) return item.id;
    throw conflict('reason', `it was withdrawn already: ${item.withdrawnReason ?? 'nobody said why'}`, item.id);
  }
  const next = { ...item.snapshot, state: 'WITHDRAWN' as const };
  await saveItem(writing, item, next, { withdrawnAt: writing.now, withdrawnReason });
  return item.id;
}

/** Appends a dated correction, which readers see. `field` is the field of the input that holds the id of the item. */
export async function correctItem(
  writing: Writing,
  type: ContentType,
  field: string,
  globalId: string,
  correction: string,
): Promise<number> {
  const { db, now } = writing;
  const { id, ...item } = await findToWrite(writing, type, globalId, { least: 'editor', field });
  const text = readText(correction);
  if (text === null) throw invalid('text', 'must not be empty');
  if (!isPublicAt(item, now)) throw conflict(field, 'it is not public: change the text itself', id);
  await db.insert(corrections).values({ contentId: id, text, publishedAt: now });
  await db.execute(
    sql`update content_items set version = version + 1, updated_at = ${now.toISOString()} where id = ${id}`,
  );
  return id;
}
