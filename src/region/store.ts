import { asc, getTableColumns, sql } from 'drizzle-orm';
import { ALL_NAMES, isShown, nameValues } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Reading, Sight } from '../db/reading.js';
import { loadSmallTable } from '../db/small-table.js';
import { statement } from '../db/statement.js';
import { regions } from './table.js';

export type Region = Omit<typeof regions.$inferSelect, 'shownFrom'>;

const { shownFrom, ...columns } = getTableColumns(regions);

const selectRegions = statement('regions', (db) =>
  db
    .select({ ...columns, isSeen: sql<boolean>`${isShown(shownFrom)} is true` })
    .from(regions)
    .orderBy(asc(regions.position), asc(regions.id)),
);

/** Reads every region of every language. Without `sight`, all of them are seen: a writer may use every name. */
export function findRegions(db: Database, sight?: Sight) {
  return selectRegions(db, sight ? nameValues(sight) : ALL_NAMES);
}

export function regionLoaders(reading: Reading) {
  const { batch, db } = reading;
  const { load, ...loaders } = loadSmallTable(batch, () => findRegions(db, reading));
  return {
    ...loaders,
    /** The regions of an item. Whoever sees the item sees its regions. */
    byIds: async (ids: readonly number[]): Promise<Region[]> => {
      if (ids.length === 0) return [];
      const all = await load();
      return ids.flatMap((id) => all.get(id) ?? []);
    },
  };
}
