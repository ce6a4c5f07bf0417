import { asc, getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { loadSmallTable } from '../db/small-table.js';
import { statement } from '../db/statement.js';
import { sections } from './table.js';

export type Section = typeof sections.$inferSelect;

const selectSections = statement('sections', (db) =>
  db.select(getTableColumns(sections)).from(sections).orderBy(asc(sections.position), asc(sections.id)),
);

/** Reads every section of every language. */
export function findSections(db: Database): Promise<Section[]> {
  return selectSections(db, {});
}

export function sectionLoaders({ batch, db }: Reading) {
  const { filter, load, withSlugs, ...loaders } = loadSmallTable(batch, () => findSections(db));
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
      addDescendants((await withSlugs(slugs, language)).map(({ id }) => id)),
  };
}
