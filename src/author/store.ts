import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { authors } from './table.js';

export type Author = typeof authors.$inferSelect;

const selectById = statement('authors_by_id', (db) =>
  db
    .select(getTableColumns(authors))
    .from(authors)
    .where(sql`${authors.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findAuthorsByIds(db: Database, ids: readonly number[]): Promise<Author[]> {
  return selectById(db, { ids });
}
