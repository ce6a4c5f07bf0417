import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { infographics } from './table.js';

/** What only an infographic's own page needs. */
export type InfographicDetails = typeof infographics.$inferSelect;

const selectDetails = statement('infographic_details', (db) =>
  db
    .select(getTableColumns(infographics))
    .from(infographics)
    .where(sql`${infographics.contentId} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findInfographicDetails(db: Database, ids: readonly number[]): Promise<InfographicDetails[]> {
  return selectDetails(db, { ids });
}
