import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgInsertValue, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Database } from '../db/client.js';
import { columnsOfExcluded } from '../db/columns.js';
import { taken } from './user-faults.js';

/** A table whose slugs are unique within a language: authors, tags, collections and the like. */
type NamedTable = PgTable & {
  readonly id: PgColumn;
  readonly language: PgColumn;
  readonly slug: PgColumn;
  /** Only the names that items use have this column. */
  readonly shownFrom?: PgColumn;
};

/** Inserts a row and returns its id. If the slug is taken, throws a user fault with the given message. */
export async function insertRow<Table extends NamedTable>(
  db: Database,
  table: Table,
  messageWhenTaken: string,
  values: PgInsertValue<Table>,
): Promise<number> {
  const insert = db.insert(table).values(values).onConflictDoNothing();
  const [row] = await insert.returning({ id: idOf(table) });
  if (!row) throw taken('slug', messageWhenTaken);
  return row.id;
}

/** Inserts a row, or replaces the row with the same slug: columns without a value get defaults. Returns the id. */
export async function putRow<Table extends NamedTable>(
  db: Database,
  table: Table,
  values: PgInsertValue<Table>,
): Promise<number> {
  const target = [table.language, table.slug];
  // A name that is shown stays shown.
  const set = { ...replacementOf(table), ...(table.shownFrom && { shownFrom: earliest(table.shownFrom) }) };
  const insert = db.insert(table).values(values).onConflictDoUpdate({ target, set });
  const [row] = await insert.returning({ id: idOf(table) });
  if (!row) throw new Error('the row was not written');
  return row.id;
}

/** Changes the given columns of a row. Returns true if the row exists. */
export async function changeRow<Table extends NamedTable>(
  db: Database,
  table: Table,
  id: number,
  values: PgUpdateSetSource<Table>,
): Promise<boolean> {
  // An update must set at least one column, so the language is set to itself.
  const update = db.update(table).set({ ...values, language: sql`${table.language}` });
  const rows = await update.where(hasId(table, id)).returning({ id: idOf(table) });
  return rows.length > 0;
}

/** Deletes a row. Returns true if the row existed. */
export async function deleteRow(db: Database, table: NamedTable, id: number): Promise<boolean> {
  const rows = await db
    .delete(table)
    .where(hasId(table, id))
    .returning({ id: idOf(table) });
  return rows.length > 0;
}

/** The `set` of an upsert that replaces all columns but the id. */
export function replacementOf<Table extends PgTable>(table: Table): PgUpdateSetSource<Table>;
export function replacementOf(table: PgTable): Record<string, SQL> {
  const { id, ...columns } = getTableColumns(table);
  return columnsOfExcluded(columns);
}

/** In the `set` of an upsert: the earlier one of the stored time and the new time. Null counts as later than any time. */
const earliest = (time: PgColumn) => sql`least(${time}, excluded.${sql.identifier(time.name)})`;

const idOf = (table: NamedTable) => sql<number>`${table.id}`;

/** The condition that a row has an id. Because of the cast, an id that is too large finds nothing. */
const hasId = (table: NamedTable, id: number) => sql`${table.id} = ${id}::bigint`;
