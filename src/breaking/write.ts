import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { contentItems } from '../item/table.js';
import { regions } from '../region/table.js';
import { breakingItems } from './table.js';

/** What a writer decides of a line. */
export type BreakingValues = Omit<typeof breakingItems.$inferInsert, 'id' | 'loggedVersion' | 'sourceId' | 'version'>;

export type BreakingRow = typeof breakingItems.$inferSelect;

/** The id of a new line. */
export async function insertBreakingItem(db: Database, values: BreakingValues): Promise<number> {
  const [row] = await db.insert(breakingItems).values(values).returning({ id: breakingItems.id });
  if (!row) throw new Error('the breaking item was not written');
  return row.id;
}

/** A line that nobody else writes until the transaction ends. */
export async function lockBreakingItem(db: Database, id: number): Promise<BreakingRow | undefined> {
  const [row] = await db.select().from(breakingItems).where(eq(breakingItems.id, id)).for('update');
  return row;
}

/** Changes a line and counts its version up. */
export async function updateBreakingItem(
  db: Database,
  id: number,
  values: Partial<BreakingValues> & { readonly updatedAt: Date },
): Promise<void> {
  await db
    .update(breakingItems)
    .set({ ...values, version: sql`${breakingItems.version} + 1` })
    .where(eq(breakingItems.id, id));
}

/** The region of a slug in one language. */
export async function findRegionId(db: Database, language: string, slug: string): Promise<number | undefined> {
  const [row] = await db
    .select({ id: regions.id })
    .from(regions)
    .where(and(eq(regions.language, language), eq(regions.slug, slug)));
  return row?.id;
}

/** Whether there is an article of the id, in whatever state. */
export async function isArticle(db: Database, id: number): Promise<boolean> {
  const rows = await db
    .select({ id: contentItems.id })
    .from(contentItems)
    .where(and(eq(contentItems.id, id), eq(contentItems.type, 'ARTICLE')));
  return rows.length > 0;
}
