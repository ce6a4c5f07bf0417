import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { tags } from './table.js';

export type Tag = typeof tags.$inferSelect;

const selectById = statement('tags_by_id', (db) =>
  db
    .select(getTableColumns(tags))
    .from(tags)
    .where(sql`${tags.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findTagsByIds(db: Database, ids: readonly number[]): Promise<Tag[]> {
  return selectById(db, { ids });
}
