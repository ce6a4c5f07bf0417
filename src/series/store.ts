import { asc, getTableColumns } from 'drizzle-orm';
import { isIfGiven } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { namedLoaders } from '../db/named-table.js';
import { statement } from '../db/statement.js';
import { series } from './table.js';

export type Series = typeof series.$inferSelect;

export const seriesLoaders = namedLoaders(series);

/** The most series that a list returns. Editors create series by hand, so there are few. */
export const MOST_SERIES = 500;

const selectAll = statement('all_series', (db) =>
  db
    .select(getTableColumns(series))
    .from(series)
    .where(isIfGiven(series.language, 'language'))
    .orderBy(asc(series.position), asc(series.title), asc(series.id))
    .limit(MOST_SERIES),
);

/** Reads all series, in the order that editors gave them. A null language stands for every language. */
export function findAllSeries(db: Database, language: string | null): Promise<Series[]> {
  return selectAll(db, { language });
}
