import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';

/** Collects rows until they are written. A row gets its id at once, so that other rows can refer to it. */
export class Rows {
  #waiting = new Map<PgTable, object[]>();
  readonly #lastIds = new Map<PgTable, number>();

  add<Table extends PgTable>(table: Table, row: Table['$inferInsert'] & { readonly id?: number }): void {
    const rows = this.#waiting.get(table);
    if (rows) rows.push(row);
    else this.#waiting.set(table, [row]);
  }

  nextId(table: PgTable): number {
    const id = (this.#lastIds.get(table) ?? 0) + 1;
    this.#lastIds.set(table, id);
    return id;
  }

  /** Adds a row with the next id of its table, and returns the id. */
  addNew<Table extends PgTable>(table: Table, row: Table['$inferInsert']): number {
    const id = this.nextId(table);
    this.add(table, { ...row, id });
    return id;
  }

  /** Writes the waiting rows, table by table. The table that got its first row earliest is written first. */
  async write(connection: pg.Client): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const [table, rows] of waiting) await insertRows(connection, table, rows);
  }

  /** Moves the sequences of the tables past the ids given here, so that other writers get new ids. */
  async moveSequences(connection: pg.Client): Promise<void> {
    for (const [table, last] of this.#lastIds)
      await connection.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [getTableName(table), last]);
  }
}

/** Writes rows of a table. All rows are one JSON parameter, because the number of parameters is limited. */
async function insertRows(connection: pg.Client, table: PgTable, rows: readonly object[]): Promise<void> {
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
