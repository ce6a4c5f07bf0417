import type DataLoader from 'dataloader';
import { and, getTableColumns, getTableName, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import { integer, type PgColumn, type PgTable, text } from 'drizzle-orm/pg-core';
import { askedPlace, askedSlugs, hasAskedSlug, isAsked, isIfGiven, type SlugKey, slugLoader } from './asked.js';
import type { Database } from './client.js';
import { moment } from './columns.js';
import { type PageRequest, pageStatement } from './page.js';
import type { Reading } from './reading.js';
import { statement } from './statement.js';

/** The first columns of a table whose slugs are unique within a language: authors, tags, collections and the like. */
export const namedColumns = () => ({
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  language: text('language').notNull(),
  slug: text('slug').notNull(),
});

/** The first columns of a table of names that items use: sections, series, authors, regions and tags. */
export const nameColumns = () => ({
  ...namedColumns(),
  /**
   * The time from which readers see the name. Null: no time is known. The default shows a new name at once. Only an
   * import makes names with null, and triggers set the time at which the first item opens (shown_names.sql).
   */
  shownFrom: moment('shown_from').default(sql`'epoch'`),
});

/** A table with `namedColumns`. */
export type NamedTable = PgTable & Readonly<Record<'id' | 'language' | 'slug', PgColumn>>;

interface NamedLoaders<Row> {
  readonly byId: DataLoader<number, Row | null>;
  readonly bySlug: DataLoader<SlugKey, Row | null, string>;
}

/** The rule for the rows that a request may see, and the values of its placeholders. */
interface Rule {
  readonly isSeen: SQL;
  readonly values: (reading: Reading) => Record<string, unknown>;
}

/** The rule of a table whose rows everybody sees. */
const EVERYTHING: Rule = { isSeen: sql`true`, values: () => ({}) };

/** Defines the loaders of a table. `isWanted` is the condition that a row has a requested slug. */
export function namedLoaders<Table extends NamedTable>(
  table: Table,
  rule?: Rule,
  isWanted?: SQL,
): (reading: Reading) => NamedLoaders<InferSelectModel<Table>>;
export function namedLoaders(table: NamedTable, { isSeen, values } = EVERYTHING, isWanted = hasAskedSlug(table)) {
  const name = getTableName(table);
  const row = getTableColumns(table);
  const selectById = statement(`${name}_by_id`, (db) =>
    db
      .select(row)
      .from(table)
      .where(and(isAsked(table.id), isSeen)),
  );
  const selectBySlug = statement(`${name}_by_slug`, (db) =>
    db.select({ asked: askedPlace, row }).from(askedSlugs).innerJoin(table, and(isWanted, isSeen)),
  );
  return (reading: Reading) => ({
    byId: reading.batch.loadOne(
      (ids) => selectById(reading.db, { ids, ...values(reading) }),
      ({ id }) => Number(id),
    ),
    bySlug: slugLoader(reading, (db, keys) => selectBySlug(db, { ...keys, ...values(reading) })),
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
  values: Readonly<Record<string, unknown>> & { readonly language: string | null },
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
