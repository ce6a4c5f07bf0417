import { asc, getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { regions } from './table.js';

export type Region = typeof regions.$inferSelect;

const selectRegions = statement('regions', (db) =>
  db.select(getTableColumns(regions)).from(regions).orderBy(asc(regions.position), asc(regions.id)),
);

/** Every region of every language: there are few, and one page asks for many of them at several depths. */
export function findRegions(db: Database): Promise<Region[]> {
  return selectRegions(db, {});
}
