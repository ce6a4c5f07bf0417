import { asc, getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { sections } from './table.js';

export type Section = typeof sections.$inferSelect;

const selectSections = statement('sections', (db) =>
  db.select(getTableColumns(sections)).from(sections).orderBy(asc(sections.position), asc(sections.id)),
);

/** Every section of every language: there are few, and one page asks for many of them at several depths. */
export function findSections(db: Database): Promise<Section[]> {
  return selectSections(db, {});
}
