import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { contentItems } from '../item/table.js';
import { findRegions } from '../region/store.js';
import { type Changes, unknownId, unknownName } from '../writing/changes.js';
import { readBetween, readId } from '../writing/fields.js';
import { conflict, invalid } from '../writing/user-faults.js';
import { breakingItems } from './table.js';

type BreakingValues = Omit<typeof breakingItems.$inferInsert, 'id' | 'loggedVersion' | 'sourceId' | 'version'>;

type BreakingRow = typeof breakingItems.$inferSelect;

/** Returns the id of the new item. */
export async function insertBreakingItem(db: Database, values: BreakingValues): Promise<number> {
  const [row] = await db.insert(breakingItems).values(values).returning({ id: breakingItems.id });
  if (!row) throw new Error('the breaking item was not written');
  return row.id;
}

/** Changes the given columns, and adds 1 to the version. */
export async function updateBreakingItem(
  db: Database,
  id: number,
  values: Changes<BreakingValues> & { readonly updatedAt: Date },
): Promise<void> {
  await db
    .update(breakingItems)
    .set({ ...values, version: sql`${breakingItems.version} + 1` })
    .where(eq(breakingItems.id, id));
}

/** Locks and returns the breaking item that the `id` of an input names. */
export async function lockAskedItem(db: Database, globalId: string): Promise<BreakingRow> {
  const isAsked = eq(breakingItems.id, readId('id', globalId, ['BreakingItem']));
  const [item] = await db.select().from(breakingItems).where(isAsked).for('update');
  if (!item) throw unknownId('id', 'breaking item');
  return item;
}

/** Throws CONFLICT for an item that was retracted or has expired, because the ticker no longer shows the item. */
export function checkShown({ expiresAt, id, status }: BreakingRow, now: Date): void {
  if (status === 'RETRACTED') throw conflict('id', 'it was retracted: publish another', id);
  if (expiresAt <= now) throw conflict('id', 'it has expired: publish another', id);
}

export const readUrgency = readBetween(1, 9, '1, the highest,');

/** Refuses CORRECTED and RETRACTED, which have mutations that also take the text for readers. */
export function readStatus(field: string, status: BreakingRow['status']): BreakingRow['status'] {
  if (status === 'CORRECTED') throw invalid(field, 'must be DEVELOPING or CONFIRMED: correctBreakingItem corrects');
  if (status === 'RETRACTED') throw invalid(field, 'must be DEVELOPING or CONFIRMED: retractBreakingItem retracts');
  return status;
}

export function readExpiry(expiresAt: Date, now: Date): Date {
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
  return expiresAt;
}

/** Returns the id of a region by its slug. Null means no region, and undefined means no change. */
export async function readRegion(db: Database, language: string, slug: string | null | undefined) {
  if (slug == null) return slug;
  const region = (await findRegions(db)).find((row) => row.language === language && row.slug === slug);
  if (!region) throw unknownName('region', 'region', slug, language);
  return region.id;
}

/** Reads the global id of an article, which may be in any state. Readers see the article only once it is public. */
export async function readArticle(db: Database, globalId: string | null | undefined) {
  if (globalId == null) return globalId;
  const id = readId('article', globalId, ['Article']);
  const isArticle = and(eq(contentItems.id, id), eq(contentItems.type, 'ARTICLE'));
  const rows = await db.select({ id: contentItems.id }).from(contentItems).where(isArticle);
  if (rows.length === 0) throw unknownId('article', 'article');
  return id;
}
