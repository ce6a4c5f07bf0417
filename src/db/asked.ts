import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './client.js';
import type { Reading } from './reading.js';

/** The condition that the placeholder `ids` contains an id. */
export function isAsked(id: PgColumn): SQL {
  return sql`${id} = any(${sql.placeholder('ids')}::bigint[])`;
}

/** The condition that a column equals a placeholder. If the placeholder is null, every row fulfils the condition. */
export function isIfGiven(column: PgColumn, name: string): SQL {
  const value = sql`${sql.placeholder(name)}::${sql.raw(column.getSQLType())}`;
  return sql`(${column} = ${value} or ${value} is null)`;
}

/** The key of a row in a table whose slugs are unique within a language. */
export interface SlugKey {
  readonly language: string;
  readonly slug: string;
}

/** The key under which a loader caches a row. */
export const slugCacheKey = ({ language, slug }: SlugKey): string => `${language} ${slug}`;

/** The requested keys as rows. The keys are in two arrays, so one prepared statement serves any number of keys. */
export const askedSlugs = sql`unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('slugs')}::text[])
  with ordinality as asked(language, slug, place)`;

/** The position of a row's key among the requested keys, from 1. */
export const askedPlace = sql<number>`asked.place::int`;

/** The values for the placeholders of `askedSlugs`. */
export function slugValues(keys: readonly SlugKey[]): { languages: string[]; slugs: string[] } {
  return { languages: keys.map((key) => key.language), slugs: keys.map((key) => key.slug) };
}

/** The condition that joins rows to `askedSlugs`: a row has the requested slug and the requested language. */
export function hasAskedSlug({ language, slug }: { readonly language: PgColumn; readonly slug: PgColumn }): SQL {
  return sql`${language} = asked.language and ${slug} = asked.slug`;
}

/** Sorts rows in the order of the requested keys, with null for a missing row. */
export function inOrderAsked<Row>(
  count: number,
  rows: readonly { readonly asked: number; readonly row: Row }[],
): (Row | null)[] {
  const answers = new Array<Row | null>(count).fill(null);
  for (const { asked, row } of rows) answers[asked - 1] = row;
  return answers;
}

/** Makes a loader of rows by language and slug. `select` runs a statement that reads the keys from `askedSlugs`. */
export function slugLoader<Row>(
  { batch, db }: Pick<Reading, 'batch' | 'db'>,
  select: (db: Database, values: Record<string, unknown>) => Promise<{ readonly asked: number; readonly row: Row }[]>,
) {
  return batch.loader(
    async (keys: readonly SlugKey[]) => inOrderAsked(keys.length, await select(db, slugValues(keys))),
    slugCacheKey,
  );
}
