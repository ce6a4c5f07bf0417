import { type SQL, sql } from 'drizzle-orm';
import { isPublic, sightValues } from '../access/visibility.js';
import { askedSlugs, hasAskedSlug, inOrderAsked, type SlugKey, slugCacheKey, slugValues } from '../db/asked.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { type Preparable, statement } from '../db/statement.js';
import { contentItems } from './table.js';

/** A way to find items. `asked` selects the requested keys with their places. `match` joins each key to its item. */
interface Way {
  readonly name: 'id' | 'path' | 'slug';
  readonly asked: SQL;
  /** Several items may hold a path. Of the items that meet the condition, the one that the path leads to is joined. */
  readonly match: (isFound: SQL) => SQL;
}

const BY_ID: Way = {
  name: 'id',
  asked: sql`unnest(${sql.placeholder('ids')}::bigint[]) with ordinality as asked(id, place)`,
  match: () => sql`${contentItems.id} = asked.id`,
};
/**
 * A public item takes precedence over a hidden one, so that no draft takes the address of a public item. Only a preview
 * link shows its own item first. Then an item that has the path now takes precedence over an item that had it before.
 */
const BY_PATH: Way = {
  name: 'path',
  asked: sql`unnest(${sql.placeholder('paths')}::text[]) with ordinality as asked(path, place)`,
  match: (isFound) => sql`${contentItems.id} = (
    select content_items.id from (
      select id, true as has_path from content_items where path = asked.path
      union all select content_id, false from path_aliases where path = asked.path
    ) as holder join content_items on content_items.id = holder.id where ${isFound}
    order by content_items.id = any(${sql.placeholder('seesIds')}::bigint[]) desc, ${isPublic} desc, has_path desc limit 1)`,
};
const BY_SLUG: Way = { name: 'slug', asked: askedSlugs, match: () => hasAskedSlug(contentItems) };

/**
 * Defines the loaders of items by id, path and slug. They return null for an item that is missing or hidden. The
 * statement of `build` must have the condition that an item is seen.
 */
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
