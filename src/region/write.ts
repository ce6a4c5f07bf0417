import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { regions } from './table.js';

type RegionValues = typeof regions.$inferInsert;

/** The id of a new region; undefined when its slug is taken. */
export async function insertRegion(db: Database, values: RegionValues): Promise<number | undefined> {
  const [row] = await db.insert(regions).values(values).onConflictDoNothing().returning({ id: regions.id });
  return row?.id;
}

/** Writes a region over the one of the slug, if there is one. */
export async function putRegion(db: Database, values: RegionValues): Promise<void> {
  await db
    .insert(regions)
    .values(values)
    .onConflictDoUpdate({ target: [regions.language, regions.slug], set: values });
}

/** Changes what is given; false when there is no such region. */
export async function changeRegion(db: Database, id: number, values: Changes<RegionValues>): Promise<boolean> {
  const rows = await db
    .update(regions)
    // Itself: something is set where nothing changes.
    .set({ ...values, language: sql`${regions.language}` })
    .where(sql`${regions.id} = ${id}::bigint`)
    .returning({ id: regions.id });
  return rows.length > 0;
}
