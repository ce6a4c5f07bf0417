import { asc, getTableColumns } from 'drizzle-orm';
import { askedPlace, askedSlugs, hasAskedSlug, isAsked, isIfGiven, slugLoader } from '../db/asked.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { series } from './table.js';

export type Series = typeof series.$inferSelect;

const selectById = statement('series_by_id', (db) =>
  db.select(getTableColumns(series)).from(series).where(isAsked(series.id)),
);

const selectBySlug = statement('series_by_slug', (db) =>
  db
    .select({ asked: askedPlace, row: getTableColumns(series) })
    .from(askedSlugs)
    .innerJoin(series, hasAskedSlug(series)),
);

export function seriesLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => selectById(db, { ids }),
      (row) => row.id,
    ),
    bySlug: slugLoader({ batch, db }, selectBySlug),
  };
}

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
