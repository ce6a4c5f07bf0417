import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { jsonb, type PgColumn, type PgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { nullable, toJson } from './statement.js';

/** A column for a moment. It has only milliseconds, like JavaScript's dates, so that a cursor keeps the exact value. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Columns of a queue. An entry with a fault is set aside: no worker takes it before `not_before`, or until it changes. */
export const setAsideColumns = () => ({ notBefore: moment('not_before'), fault: text('fault') });

/** A column for a list of JSON values. The list is empty by default. */
export const jsonList = <Entry>(name: string) => jsonb(name).$type<Entry[]>().notNull().default([]);

/** Columns of a table, by their names in TypeScript. */
type Columns = Readonly<Record<string, PgColumn>>;

/** Values of a row, by the names of their columns in TypeScript. */
type Values = Readonly<Record<string, unknown>>;

/** Picks the values that a table has a column for. */
export function pickColumns<Table extends PgTable>(table: Table, values: Values): Partial<Table['$inferInsert']>;
export function pickColumns(table: PgTable, values: Values): Record<string, unknown> {
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
export function placeholderValues(columns: Columns, values: Values): Record<string, unknown> {
  const entries = Object.entries(columns).map(([name, { dataType }]) => {
    const value = values[name] ?? null;
    return [name, dataType === 'json' ? toJson(value) : value];
  });
  return Object.fromEntries(entries);
}
