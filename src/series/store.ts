import { and, asc, getTableColumns } from 'drizzle-orm';
import { isShown, nameRule, nameValues } from '../access/visibility.js';
import { isAsked, isIfGiven } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { namedLoaders } from '../db/named-table.js';
import type { Reading, Sight } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { series } from './table.js';

export type Series = Omit<typeof series.$inferSelect, 'shownFrom'>;

const loadersOfShown = namedLoaders(series, nameRule(series));
const selectReferredTo = statement('series_referred_to', (db) =>
  db.select(getTableColumns(series)).from(series).where(isAsked(series.id)),
);

export function seriesLoaders(reading: Reading) {
  const { batch, db } = reading;
  return {
    ...loadersOfShown(reading),
    /** The series of an item. Whoever sees the item sees its series. */
    referredTo: batch.loadById<Series>((ids) => selectReferredTo(db, { ids })),
  };
}

/** The most series that a list returns. Editors create series by hand, so there are few. */
export const MOST_SERIES = 500;

const selectAll = statement('all_series', (db) =>
  db
    .select(getTableColumns(series))
    .from(series)
    .where(and(isIfGiven(series.language, 'language'), isShown(series.shownFrom)))
    .orderBy(asc(series.position), asc(series.title), asc(series.id))
    .limit(MOST_SERIES),
);

/** Reads all series, in the order that editors gave them. A null language stands for every language. */
export function findAllSeries(db: Database, sight: Sight, language: string | null): Promise<Series[]> {
  return selectAll(db, { language, ...nameValues(sight) });
}
