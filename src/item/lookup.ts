import { type SQL, sql } from 'drizzle-orm';
import { sightValues } from '../access/visibility.js';
import { askedSlugs, hasAskedSlug, inOrderAsked, type SlugKey, slugCacheKey, slugValues } from '../db/asked.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { type Preparable, statement } from '../db/statement.js';
import { contentItems } from './table.js';

/** A way to find items. `asked` selects the requested keys with their places. `match` joins each key to its item. */
interface Way {
  readonly name: 'id' | 'path' | 'slug';
  readonly asked: SQL;
  readonly match: SQL;
}

const BY_ID: Way = {
  name: 'id',
  asked: sql`unnest(${sql.placeholder('ids')}::bigint[]) with ordinality as asked(id, place)`,
  match: sql`${contentItems.id} = asked.id`,
};
/** An item that has the path now takes precedence over an item that had the path before. */
const BY_PATH: Way = {
  name: 'path',
  asked: sql`unnest(${sql.placeholder('paths')}::text[]) with ordinality as asked(path, place)`,
  match: sql`${contentItems.id} = coalesce(
    (select id from content_items as there where there.path = asked.path),
    (select content_id from path_aliases where path = asked.path))`,
};
const BY_SLUG: Way = { name: 'slug', asked: askedSlugs, match: hasAskedSlug(contentItems) };

/** Defines the loaders of items by id, path and slug. They return null for an item that is missing or hidden. */
export function defineLookup<Found extends { readonly asked: number }, Item>(
  name: string,
  build: (db: Database, way: Way) => Preparable<Found[]>,
  rowOf: (found: Found) => Item,
) {
  const find = (way: Way) => {
    const select = statement(`${name}_by_${way.name}`, (db) => build(db, way));
    return async ({ db, now, sees }: Reading, count: number, asked: Record<string, unknown>) => {
      const rows = await select(db, { ...sightValues({ now, sees }), ...asked });
      return inOrderAsked(
        count,
        rows.map((found) => ({ asked: found.asked, row: rowOf(found) })),
      );
    };
  };
  const [byId, byPath, bySlug] = [find(BY_ID), find(BY_PATH), find(BY_SLUG)] as const;
  return (reading: Reading) => ({
    byId: reading.batch.loader((ids: readonly number[]) => byId(reading, ids.length, { ids })),
    byPath: reading.batch.loader((paths: readonly string[]) => byPath(reading, paths.length, { paths })),
    bySlug: reading.batch.loader(
      (keys: readonly SlugKey[]) => bySlug(reading, keys.length, slugValues(keys)),
      slugCacheKey,
    ),
  });
}
