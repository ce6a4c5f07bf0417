import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { series } from './table.js';

type SeriesValues = typeof series.$inferInsert;

/** The id of a new series; undefined when its slug is taken. */
export async function insertSeries(db: Database, values: SeriesValues): Promise<number | undefined> {
  const [row] = await db.insert(series).values(values).onConflictDoNothing().returning({ id: series.id });
  return row?.id;
}

/** Writes a series over the one of the slug, if there is one. */
export async function putSeries(db: Database, values: SeriesValues): Promise<void> {
  await db
    .insert(series)
    .values(values)
    .onConflictDoUpdate({ target: [series.language, series.slug], set: values });
}

/** Changes what is given; false when there is no such series. */
export async function changeSeries(db: Database, id: number, values: Changes<SeriesValues>): Promise<boolean> {
  const rows = await db
    .update(series)
    // Itself: something is set where nothing changes.
    .set({ ...values, language: sql`${series.language}` })
    .where(sql`${series.id} = ${id}::bigint`)
    .returning({ id: series.id });
  return rows.length > 0;
}
