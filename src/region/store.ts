import { asc, getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { loadSmallTable } from '../db/small-table.js';
import { statement } from '../db/statement.js';
import { regions } from './table.js';

export type Region = typeof regions.$inferSelect;

const selectRegions = statement('regions', (db) =>
  db.select(getTableColumns(regions)).from(regions).orderBy(asc(regions.position), asc(regions.id)),
);

/** Reads every region of every language. */
export function findRegions(db: Database): Promise<Region[]> {
  return selectRegions(db, {});
}

export function regionLoaders({ batch, db }: Reading) {
  const { load, withSlugs, ...loaders } = loadSmallTable(batch, () => findRegions(db));
  return {
    ...loaders,
    byIds: async (ids: readonly number[]): Promise<Region[]> => {
      if (ids.length === 0) return [];
      const all = await load();
      return ids.flatMap((id) => all.get(id) ?? []);
    },
    /** A null language stands for every language. */
    idsOf: async (slugs: readonly string[], language: string | null) =>
      (await withSlugs(slugs, language)).map(({ id }) => id),
  };
}
