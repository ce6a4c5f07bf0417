import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { type Changes, unknownId } from '../writing/changes.js';
import { readId } from '../writing/fields.js';
import { conflict } from '../writing/user-faults.js';
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
  if (status === 'RETRACTED') throw conflict('id', 'the item was retracted: publish a new item', id);
  if (expiresAt <= now) throw conflict('id', 'the item has expired: publish a new item', id);
}
