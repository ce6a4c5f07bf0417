import { asc, desc, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './client.js';
import { type Preparable, statement } from './statement.js';

/** A sort key: the values of a row in the columns by which its list is sorted. A cursor contains it. */
export type Key = readonly (string | number)[];

/** The requested part of a list. One more row than `size` is fetched, to see whether there is another page. */
export interface PageRequest {
  readonly size: number;
  /** True if the page is read from the end of the list. */
  readonly backward: boolean;
  readonly after: Key | undefined;
  readonly before: Key | undefined;
}

/**
 * Makes a function that reads one page of a list by sort key. Offsets are not used, because a new row above a page
 * would shift the page. All key columns are sorted in the same direction, so one comparison of rows finds the beginning
 * of the page. Each combination of direction and cursors has its own statement, and so its own plan.
 */
export function pageStatement<Row>(
  name: string,
  columns: readonly PgColumn[],
  direction: 'asc' | 'desc',
  build: (db: Database, page: ReturnType<typeof clausesOf>) => Preparable<Row[]>,
): (db: Database, values: Record<string, unknown>, page: PageRequest) => Promise<Row[]> {
  const shapes = new Map<string, ReturnType<typeof statement<Row[]>>>();
  return (db, values, page) => {
    const given = [page.backward && 'backward', page.after && 'after', page.before && 'before'];
    const shape = [name, ...given].filter(Boolean).join('_');
    let select = shapes.get(shape);
    if (!select) {
      select = statement(shape, (database) => build(database, clausesOf(columns, direction, page)));
      shapes.set(shape, select);
    }
    const cursors = { ...keyValues('after', page.after), ...keyValues('before', page.before) };
    return select(db, { ...values, limit: page.size + 1, ...cursors });
  };
}

function clausesOf(columns: readonly PgColumn[], direction: 'asc' | 'desc', page: PageRequest) {
  const names = columns.map((column) => sql`${column}`);
  const key = sql`(${sql.join(names, sql`, `)})`;
  const [later, earlier] = direction === 'asc' ? [sql` > `, sql` < `] : [sql` < `, sql` > `];
  const conditions = [sql`true`];
  if (page.after) conditions.push(sql`${key}${later}${keyPlaceholders('after', columns)}`);
  if (page.before) conditions.push(sql`${key}${earlier}${keyPlaceholders('before', columns)}`);
  const descending = (direction === 'desc') !== page.backward;
  return {
    where: sql.join(conditions, sql` and `),
    orderBy: columns.map((column) => (descending ? desc(column) : asc(column))),
    limit: sql.placeholder('limit'),
  };
}

function keyPlaceholders(name: string, columns: readonly PgColumn[]): SQL {
  const parts = columns.map((column, at) => sql`${sql.placeholder(`${name}${at}`)}::${sql.raw(column.getSQLType())}`);
  return sql`(${sql.join(parts, sql`, `)})`;
}

function keyValues(name: string, key: Key | undefined): Record<string, unknown> {
  return Object.fromEntries((key ?? []).map((part, index) => [`${name}${index}`, part]));
}
