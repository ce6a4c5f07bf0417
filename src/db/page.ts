import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './client.js';
import { type Preparable, statement } from './statement.js';

/** The sort key of an item, column by column: what a cursor holds. */
export type Key = readonly (string | number)[];

/** Which part of a list is asked for. One row more than `size` is fetched: it tells whether there is another page. */
export interface PageRequest {
  readonly size: number;
  readonly backward: boolean;
  readonly after: Key | undefined;
  readonly before: Key | undefined;
}

/** What a page adds to its statement. */
export interface PageClauses {
  readonly where: SQL;
  readonly orderBy: SQL[];
  readonly limit: ReturnType<typeof sql.placeholder>;
}

/**
 * A statement that reads one page of a list by key, not by offset: what is inserted above a page moves nothing in it.
 * All key columns are sorted in one direction, so that one row comparison finds the place. There is one named
 * statement for each way of asking (forward or backward, with or without a place), each with a plan of its own.
 */
export function pageStatement<Row>(
  name: string,
  columns: readonly PgColumn[],
  direction: 'asc' | 'desc',
  build: (db: Database, page: PageClauses) => Preparable<Row[]>,
): (db: Database, values: Record<string, unknown>, page: PageRequest) => Promise<Row[]> {
  const shapes = new Map<string, ReturnType<typeof statement<Row[]>>>();
  return (db, values, page) => {
    const shape = [name, page.backward && 'backward', page.after && 'after', page.before && 'before']
      .filter(Boolean)
      .join('_');
    let select = shapes.get(shape);
    if (!select) {
      select = statement(shape, (database) => build(database, clausesOf(columns, direction, page)));
      shapes.set(shape, select);
    }
    return select(db, {
      ...values,
      limit: page.size + 1,
      ...keyValues('after', page.after),
      ...keyValues('before', page.before),
    });
  };
}

function clausesOf(columns: readonly PgColumn[], direction: 'asc' | 'desc', page: PageRequest): PageClauses {
  const key = sql`(${sql.join(
    columns.map((column) => sql`${column}`),
    sql`, `,
  )})`;
  const [later, earlier] = direction === 'asc' ? [sql` > `, sql` < `] : [sql` < `, sql` > `];
  const conditions = [sql`true`];
  if (page.after) conditions.push(sql`${key}${later}${keyPlaceholders('after', columns)}`);
  if (page.before) conditions.push(sql`${key}${earlier}${keyPlaceholders('before', columns)}`);
  const descending = (direction === 'desc') !== page.backward;
  return {
    where: sql.join(conditions, sql` and `),
    orderBy: columns.map((column) => (descending ? sql`${column} desc` : sql`${column} asc`)),
    limit: sql.placeholder('limit'),
  };
}

function keyPlaceholders(name: string, columns: readonly PgColumn[]): SQL {
  const parts = columns.map(
    (column, index) => sql`${sql.placeholder(`${name}${index}`)}::${sql.raw(column.getSQLType())}`,
  );
  return sql`(${sql.join(parts, sql`, `)})`;
}

function keyValues(name: string, key: Key | undefined): Record<string, unknown> {
  return Object.fromEntries((key ?? []).map((part, index) => [`${name}${index}`, part]));
}
