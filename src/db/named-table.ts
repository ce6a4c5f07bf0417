import type DataLoader from 'dataloader';
import { and, getTableColumns, getTableName, type InferSelectModel, type SQL } from 'drizzle-orm';
import { integer, type PgColumn, type PgTable, text } from 'drizzle-orm/pg-core';
import { askedPlace, askedSlugs, hasAskedSlug, isAsked, isIfGiven, type SlugKey, slugLoader } from './asked.js';
import type { Database } from './client.js';
import { type PageRequest, pageStatement } from './page.js';
import type { Reading } from './reading.js';
import { statement } from './statement.js';

/** The first columns of a table whose slugs are unique within a language: authors, tags, collections and the like. */
export const namedColumns = () => ({
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  language: text('language').notNull(),
  slug: text('slug').notNull(),
});

/** A table with `namedColumns`. */
export type NamedTable = PgTable & Readonly<Record<'id' | 'language' | 'slug', PgColumn>>;

interface NamedLoaders<Row> {
  readonly byId: DataLoader<number, Row | null>;
  readonly bySlug: DataLoader<SlugKey, Row | null, string>;
}

/** Defines the loaders of a table. `isWanted` is the condition that a row has a requested slug. */
export function namedLoaders<Table extends NamedTable>(
  table: Table,
  isWanted?: SQL,
): (reading: Reading) => NamedLoaders<InferSelectModel<Table>>;
export function namedLoaders(table: NamedTable, isWanted = hasAskedSlug(table)) {
  const name = getTableName(table);
  const row = getTableColumns(table);
  const selectById = statement(`${name}_by_id`, (db) => db.select(row).from(table).where(isAsked(table.id)));
  const selectBySlug = statement(`${name}_by_slug`, (db) =>
    db.select({ asked: askedPlace, row }).from(askedSlugs).innerJoin(table, isWanted),
  );
  return ({ batch, db }: Reading) => ({
    byId: batch.loadOne(
      (ids) => selectById(db, { ids }),
      ({ id }) => Number(id),
    ),
    bySlug: slugLoader({ batch, db }, selectBySlug),
  });
}

/** Defines a paged list of the rows in one language, or in every language if `language` is null. */
export function namedPages<Table extends NamedTable>(
  name: string,
  table: Table,
  key: readonly PgColumn[],
  ...conditions: readonly SQL[]
): (
  db: Database,
  values: { readonly language: string | null },
  page: PageRequest,
) => Promise<InferSelectModel<Table>[]>;
export function namedPages(name: string, table: NamedTable, key: readonly PgColumn[], ...conditions: readonly SQL[]) {
  return pageStatement(name, key, 'asc', (db, page) =>
    db
      .select(getTableColumns(table))
      .from(table)
      .where(and(isIfGiven(table.language, 'language'), ...conditions, page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  );
}
