import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './client.js';
import type { Reading } from './reading.js';
import { inOrderAsked, type SlugKey, slugCacheKey, slugValues } from './slug-keys.js';

/** The condition that an id is one of those in the placeholder `ids`. */
export function isAsked(id: PgColumn): SQL {
  return sql`${id} = any(${sql.placeholder('ids')}::bigint[])`;
}

/** The condition that a column has the value of a placeholder. A placeholder that is null sets no condition. */
export function isIfGiven(column: PgColumn, name: string): SQL {
  const value = sql`${sql.placeholder(name)}::${sql.raw(column.getSQLType())}`;
  return sql`(${column} = ${value} or ${value} is null)`;
}

/** The condition that a row has the slug of `askedSlugs`, in its language. */
export function hasAskedSlug({ language, slug }: { readonly language: PgColumn; readonly slug: PgColumn }): SQL {
  return sql`${language} = asked.language and ${slug} = asked.slug`;
}

/** Loads rows by language and slug, with a statement over `askedSlugs`. */
export function slugLoader<Row>(
  { batch, db }: Pick<Reading, 'batch' | 'db'>,
  select: (db: Database, values: Record<string, unknown>) => Promise<{ readonly asked: number; readonly row: Row }[]>,
) {
  return batch.loader(
    async (keys: readonly SlugKey[]) => inOrderAsked(keys.length, await select(db, slugValues(keys))),
    slugCacheKey,
  );
}
