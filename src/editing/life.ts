import { sql } from 'drizzle-orm';
import type { ContentType } from '../item/content-kinds.js';
import { corrections } from '../item/table.js';
import { readText } from '../writing/fields.js';
import type { Writing } from '../writing/mutation.js';
import { conflict, invalid } from '../writing/user-faults.js';
import { checkExpiry, firstPublished, isPublicAt } from './dates.js';
import { findToWrite, saveNext } from './edit.js';
import type { LockedItem } from './lock.js';

/** Releases an item: now, or at a time. What is public already stays as it is; what is scheduled moves. */
export async function publishItem(writing: Writing, type: ContentType, globalId: string, at: Date | null | undefined) {
  const { now } = writing;
  const item = await findToWrite(writing, type, globalId, { least: 'publisher' });
  if (item.state === 'WITHDRAWN') {
    throw conflict('id', 'it was withdrawn: unpublish it first, which makes it a draft again', item.id);
  }
  if (isPublicAt(item, now)) {
    if (at == null) return item.id;
    throw conflict('at', 'it is public already: unpublish it first', item.id);
  }
  const next = { ...item.snapshot, state: 'RELEASED' as const, publishedAt: at ?? now };
  checkExpiry(next, now);
  await saveNext(writing, item, next, { updatedAt: at ?? now, firstPublishedAt: firstPublished(item, next, now) });
  return item.id;
}

/** Makes a draft of an item, whatever it was. */
export async function unpublishItem(writing: Writing, type: ContentType, globalId: string): Promise<number> {
  const item = await findToWrite(writing, type, globalId, { least: 'publisher' });
  if (item.state === 'DRAFT') return item.id;
  const { publishedAt, ...rest } = item.snapshot;
  const wasPublic = item.firstPublishedAt !== null && item.firstPublishedAt <= writing.now;
  const next = { ...rest, ...(wasPublic && { publishedAt }), state: 'DRAFT' as const };
  await saveNext(writing, item, next, {
    firstPublishedAt: wasPublic ? item.firstPublishedAt : null,
    withdrawnAt: null,
    withdrawnReason: null,
  });
  return item.id;
}

/** Takes an item away from everybody, for a reason that stays to be read. */
export async function withdrawItem(writing: Writing, type: ContentType, globalId: string, reason: string) {
  const item = await findToWrite(writing, type, globalId, { least: 'publisher' });
  const withdrawnReason = readReason(reason);
  if (item.state === 'WITHDRAWN') {
    if (item.withdrawnReason === withdrawnReason) return item.id;
    throw conflict('reason', `it was withdrawn already: ${item.withdrawnReason ?? 'nobody said why'}`, item.id);
  }
  const next = { ...item.snapshot, state: 'WITHDRAWN' as const };
  await saveNext(writing, item, next, { withdrawnAt: writing.now, withdrawnReason });
  return item.id;
}

function readReason(reason: string): string {
  const text = readText(reason);
  if (text === null) throw invalid('reason', 'must say why: readers who knew the item are told');
  return text;
}

/** Appends a correction to what readers see: visible and dated. */
export async function correctItem(
  writing: Writing,
  type: ContentType,
  { field, globalId, text: correction }: { readonly globalId: string; readonly field: string; readonly text: string },
): Promise<number> {
  const { db, now } = writing;
  const item = await findToWrite(writing, type, globalId, { least: 'editor', field });
  const text = readText(correction);
  if (text === null) throw invalid('text', 'must not be empty');
  if (!isPublicAt(item, now)) throw conflict(field, 'it is not public: change the text itself', item.id);
  await db.insert(corrections).values({ contentId: item.id, text, publishedAt: now });
  await touch(writing, item);
  return item.id;
}

async function touch({ db, now }: Writing, { id }: LockedItem): Promise<void> {
  await db.execute(
    sql`update content_items set version = version + 1, updated_at = ${now.toISOString()} where id = ${id}`,
  );
}
