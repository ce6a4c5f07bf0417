import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { askedPaths, isAtAskedPath, isOfAskedSlug } from './store.js';
import { contentItems } from './table.js';

/** What may be known of an item that was public and was withdrawn. */
export type Tombstone = NonNullable<Awaited<ReturnType<typeof findTombstonesById>>[number]>;

/** Only of what readers could have seen before: that a draft was thrown away is nobody's business. */
const wasPublic = sql`${contentItems.state} = 'WITHDRAWN' and ${contentItems.firstPublishedAt} <= ${contentItems.withdrawnAt}`;

const { id, path, type, withdrawnAt, withdrawnReason } = contentItems;

const selectTombstones = (name: string, asked: ReturnType<typeof sql>, match: ReturnType<typeof sql>) =>
  statement(name, (db) =>
    db
      .select({ asked: askedPlace, row: { id, path, type, withdrawnAt, withdrawnReason } })
      .from(asked)
      .innerJoin(contentItems, match)
      .where(wasPublic),
  );

const selectById = selectTombstones(
  'tombstones_by_id',
  sql`unnest(${sql.placeholder('ids')}::bigint[]) with ordinality as asked(id, place)`,
  sql`${contentItems.id} = asked.id`,
);
const selectBySlug = selectTombstones('tombstones_by_slug', askedSlugs, isOfAskedSlug);
const selectByPath = selectTombstones('tombstones_by_path', askedPaths, isAtAskedPath);

/** In the order asked; null in the place of what is there, or never was for readers. */
export async function findTombstonesById(db: Database, ids: readonly number[]) {
  return inOrderAsked(ids.length, await selectById(db, { ids }));
}

export async function findTombstonesBySlug(db: Database, keys: readonly SlugKey[]) {
  return inOrderAsked(keys.length, await selectBySlug(db, { ...slugValues(keys) }));
}

export async function findTombstonesByPath(db: Database, paths: readonly string[]) {
  return inOrderAsked(paths.length, await selectByPath(db, { paths }));
}
