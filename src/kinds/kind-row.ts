import { eq, getTableColumns, getTableName, inArray, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import type { Database } from '../db/client.js';
import { columnPlaceholders, columnsOfExcluded, placeholderValues } from '../db/columns.js';
import { statement } from '../db/statement.js';
import type { FieldValues } from '../fields/field.js';
import type { KindTable } from '../fields/kind.js';
import { CONTENT_TYPES, type ContentType } from '../item/kind-names.js';
import { type ItemFacts, pickFields } from './columns.js';
import { KIND_LIST, kindOf } from './kinds.js';

const putRow = new Map(CONTENT_TYPES.map((type) => [type, upsertInto(kindOf(type).table)]));

function upsertInto(table: KindTable) {
  const columns = getTableColumns(table);
  const upsert = statement(`put_${getTableName(table)}`, (db) =>
    db
      .insert(table)
      .values(columnPlaceholders(columns))
      .onConflictDoUpdate({ target: table.contentId, set: columnsOfExcluded(columns) }),
  );
  return (db: Database, row: FieldValues) => upsert(db, placeholderValues(columns, row));
}

/** Inserts or replaces the row of an item in the table of its kind, such as `videos`. */
export async function putKindRow(db: Database, contentId: number, item: ItemFacts): Promise<void> {
  await putRow.get(item.type)?.(db, { ...pickFields(item), contentId });
}

/** Deletes the row of an item in the table of its former kind. The item is put on the list for the search index, because its text was in that row. */
export async function dropKindRow(db: Database, contentId: number, type: ContentType): Promise<void> {
  const { table } = kindOf(type);
  await db.delete(table).where(eq(table.contentId, contentId));
  await db.execute(sql`insert into content_to_index (content_id) values (${contentId}) on conflict do nothing`);
}

/** Reads the rows of items in the tables of their kinds, in no particular order. */
export async function findKindRows(db: Database, ids: readonly number[]) {
  const rows = [];
  // The statements run one after the other, because a transaction has only one connection.
  for (const { table } of KIND_LIST) {
    const columns: Record<string, PgColumn> = getTableColumns(table);
    const own = { contentId: sql`${table.contentId}`.mapWith(Number), body: sql<Block[]>`${table.body}` };
    const select = db.select({ ...columns, ...own }).from(table);
    rows.push(...(await select.where(inArray(table.contentId, [...ids]))));
  }
  return rows;
}
