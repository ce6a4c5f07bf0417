import { asc, getTableColumns, sql } from 'drizzle-orm';
import { ALL_NAMES, isShown, nameValues } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Reading, Sight } from '../db/reading.js';
import { loadSmallTable } from '../db/small-table.js';
import { statement } from '../db/statement.js';
import { sections } from './table.js';

export type Section = Omit<typeof sections.$inferSelect, 'shownFrom'>;

const { shownFrom, ...columns } = getTableColumns(sections);

const selectSections = statement('sections', (db) =>
  db
    .select({ ...columns, isSeen: sql<boolean>`${isShown(shownFrom)} is true` })
    .from(sections)
    .orderBy(asc(sections.position), asc(sections.id)),
);

/** Reads every section of every language. Without `sight`, all of them are seen: a writer may use every name. */
export function findSections(db: Database, sight?: Sight) {
  return selectSections(db, sight ? nameValues(sight) : ALL_NAMES);
}

export function sectionLoaders(reading: Reading) {
  const { batch, db } = reading;
  const { filter, idsOf, load, ...loaders } = loadSmallTable(batch, () => findSections(db, reading));
  const addDescendants = async (ids: readonly number[]): Promise<number[]> => {
    const all = [...(await load()).values()];
    const found = new Set(ids);
    // A loop over a Set also visits the ids that are added during the loop.
    for (const id of found) for (const row of all) if (row.parentId === id) found.add(row.id);
    return [...found];
  };
  return {
    ...loaders,
    childrenOf: (id: number) => filter((row) => row.parentId === id),
    /** The ids of a section and of all sections below it. */
    withDescendants: (id: number) => addDescendants([id]),
    /** The ids of the sections with these slugs, and of all sections below them. A null language is every language. */
    idsWithin: async (slugs: readonly string[], language: string | null) =>
      addDescendants(await idsOf(slugs, language)),
  };
}
