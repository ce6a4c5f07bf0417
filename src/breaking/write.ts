import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { breakingItems } from './table.js';

type BreakingValues = Omit<typeof breakingItems.$inferInsert, 'id' | 'loggedVersion' | 'sourceId' | 'version'>;

export type BreakingRow = typeof breakingItems.$inferSelect;

/** Returns the id of the new item. */
export async function insertBreakingItem(db: Database, values: BreakingValues): Promise<number> {
  const [row] = await db.insert(breakingItems).values(values).returning({ id: breakingItems.id });
  if (!row) throw new Error('the breaking item was not written');
  return row.id;
}

/** Locks an item until the transaction ends. */
export async function lockBreakingItem(db: Database, id: number): Promise<BreakingRow | undefined> {
  const [row] = await db.select().from(breakingItems).where(eq(breakingItems.id, id)).for('update');
  return row;
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
