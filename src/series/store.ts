import { asc, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
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

const selectBySlug = statement('series_by_slug', (db) =>
  db
    .select({ asked: askedPlace, row: getTableColumns(series) })
    .from(askedSlugs)
    .innerJoin(series, sql`${series.language} = asked.language and ${series.slug} = asked.slug`),
);

/** In the order asked; null in the place of one that is not there. */
export async function findSeriesBySlug(db: Database, keys: readonly SlugKey[]): Promise<(Series | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, slugValues(keys)));
}

/** The most that a list of all has: editors make them, and there are few. */
export const MOST_SERIES = 500;

const selectAll = statement('all_series', (db) =>
  db
    .select(getTableColumns(series))
    .from(series)
    .where(sql`(${series.language} = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null)`)
    .orderBy(asc(series.position), asc(series.title), asc(series.id))
    .limit(MOST_SERIES),
);

/** In the order that editors gave them; in every language for null. */
export function findAllSeries(db: Database, language: string | null): Promise<Series[]> {
  return selectAll(db, { language });
}
