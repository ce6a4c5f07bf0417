import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { nullable, toJson } from './statement.js';

/** Columns of a table, by their names in TypeScript. */
type Columns = Readonly<Record<string, PgColumn>>;

/** Picks the values that a table has a column for. Values are named like the columns in TypeScript. */
export function pickColumns<Table extends PgTable>(
  table: Table,
  values: Readonly<Record<string, unknown>>,
): Partial<Table['$inferInsert']>;
export function pickColumns(table: PgTable, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const columns = getTableColumns(table);
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in columns));
}

/** Returns a placeholder for each of the columns. */
export function columnPlaceholders(columns: Columns): Record<string, SQL> {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, nullable(name)]));
}

/** The `set` of an upsert: each column gets its value from the row that could not be inserted. */
export function columnsOfExcluded(columns: Columns): Record<string, SQL> {
  const entries = Object.entries(columns);
  return Object.fromEntries(entries.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]));
}

/** The condition of an upsert that the row changes: one of the columns gets another value. */
export function changesAny(columns: Columns): SQL {
  const stored = Object.values(columns).map((column) => sql`${column}`);
  return sql`(${sql.join(stored, sql`, `)}) is distinct from (${sql.join(Object.values(columnsOfExcluded(columns)), sql`, `)})`;
}

/** The values for `columnPlaceholders`. JSON becomes text, and a column without a value gets null. */
export function placeholderValues(
  columns: Columns,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(columns).map(([name, { dataType }]) => {
    const value = values[name] ?? null;
    return [name, dataType === 'json' ? toJson(value) : value];
  });
  return Object.fromEntries(entries);
}
