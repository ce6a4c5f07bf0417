import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './client.js';
import type { Reading } from './reading.js';
import { inOrderAsked, type SlugKey, slugCacheKey, slugValues } from './slug-keys.js';

/** The condition that the placeholder `ids` contains an id. */
export function isAsked(id: PgColumn): SQL {
  return sql`${id} = any(${sql.placeholder('ids')}::bigint[])`;
}

/** The condition that a column equals a placeholder. If the placeholder is null, every row fulfils the condition. */
export function isIfGiven(column: PgColumn, name: string): SQL {
  const value = sql`${sql.placeholder(name)}::${sql.raw(column.getSQLType())}`;
  return sql`(${column} = ${value} or ${value} is null)`;
}

/** The condition that joins rows to `askedSlugs`: a row has the requested slug in the requested language. */
export function hasAskedSlug({ language, slug }: { readonly language: PgColumn; readonly slug: PgColumn }): SQL {
  return sql`${language} = asked.language and ${slug} = asked.slug`;
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
