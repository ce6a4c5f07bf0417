import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';

/** A row with the id that it gets: what refers to it is made before it is written. */
type NewRow<Table extends PgTable> = Table['$inferInsert'] & { readonly id?: number };

/** Rows that wait to be written, of all tables. */
export interface Rows {
  readonly add: <Table extends PgTable>(table: Table, row: NewRow<Table>) => void;
  /** The next id of a table. */
  readonly number: (table: PgTable) => number;
  /** Takes what waits away, tables in the order of their first rows. */
  readonly take: () => ReadonlyMap<PgTable, readonly object[]>;
  readonly numbered: () => ReadonlyMap<PgTable, number>;
}

export function createRows(): Rows {
  let waiting = new Map<PgTable, object[]>();
  const last = new Map<PgTable, number>();
  return {
    add: (table, row) => {
      const rows = waiting.get(table);
      if (rows) rows.push(row);
      else waiting.set(table, [row]);
    },
    number: (table) => {
      const number = (last.get(table) ?? 0) + 1;
      last.set(table, number);
      return number;
    },
    take: () => {
      const taken = waiting;
      waiting = new Map();
      return taken;
    },
    numbered: () => last,
  };
}

/** Writes rows of a table in one statement: as JSON they are one value, however many there are. */
export async function insertRows(connection: pg.Client, table: PgTable, rows: readonly object[]): Promise<void> {
  const columns = getTableColumns(table);
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const fields = keys.map((key) => {
    const column = columns[key];
    if (!column) throw new Error(`${getTableName(table)} has no ${key}`);
    return { key: `"${key}"`, name: `"${column.name}"`, type: column.getSQLType() };
  });
  await connection.query(
    `insert into "${getTableName(table)}" (${fields.map(({ name }) => name).join(', ')}) overriding system value
      select ${fields.map(({ key }) => key).join(', ')}
      from json_to_recordset($1) as row(${fields.map(({ key, type }) => `${key} ${type}`).join(', ')})`,
    [JSON.stringify(rows)],
  );
}

/** What is written after this gets ids behind those that were given here. */
export async function moveSequence(connection: pg.Client, table: PgTable, last: number): Promise<void> {
  await connection.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [getTableName(table), last]);
}
