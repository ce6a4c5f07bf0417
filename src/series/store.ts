import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { series } from './table.js';

export type Series = typeof series.$inferSelect;

const selectById = statement('series_by_id', (db) =>
  db
    .select(getTableColumns(series))
    .from(series)
    .where(sql`${series.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findSeriesByIds(db: Database, ids: readonly number[]): Promise<Series[]> {
  return selectById(db, { ids });
}
