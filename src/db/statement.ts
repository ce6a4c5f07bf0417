import { type SQL, sql } from 'drizzle-orm';
import type { Database } from './client.js';

/** The part of Drizzle's query builders that a statement needs. */
export interface Preparable<Result> {
  readonly prepare: (name: string) => { readonly execute: (values: Record<string, unknown>) => Promise<Result> };
}

/**
 * Makes a named statement with placeholders. Drizzle builds the text once for each `db`. PostgreSQL parses it once for
 * each connection, and can reuse the plan. Pass a list as one array (`= any(…)`), or its length changes the text.
 */
export function statement<Result>(
  name: string,
  build: (db: Database) => Preparable<Result>,
): (db: Database, values: Record<string, unknown>) => Promise<Result> {
  const prepared = new WeakMap<Database, ReturnType<Preparable<Result>['prepare']>>();
  return (db, values) => {
    let query = prepared.get(db);
    if (!query) {
      query = build(db).prepare(name);
      prepared.set(db, query);
    }
    return query.execute(values);
  };
}

/** A placeholder for a date or JSON that may be null. Drizzle's own placeholders encode null as if it were a value. */
export function nullable(name: string): SQL {
  return sql`${sql.placeholder(name)}`;
}

/** JSON for a `nullable` placeholder. Null becomes the null of SQL, not the null of JSON. */
export function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
