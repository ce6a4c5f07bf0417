import { sql } from 'drizzle-orm';
import { lastPublicAddress } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { askedPaths, isAtAskedPath, isOfAskedSlug } from './store.js';
import { contentItems } from './table.js';

/** What may be known of an item that was public and was withdrawn. */
export type Tombstone = NonNullable<Awaited<ReturnType<typeof findTombstonesById>>[number]>;

/** Only of what readers could have seen before: that a draft was thrown away is nobody's business. */
const wasPublic = sql`${contentItems.state} = 'WITHDRAWN' and ${contentItems.firstPublishedAt} <= ${contentItems.withdrawnAt}`;

const { id, type, withdrawnAt, withdrawnReason } = contentItems;

type Condition = ReturnType<typeof sql>;

/**
 * The address is the last that was public: what an item was called since, while it was hidden, is not told, and
 * `isKnown` says that it is not found by that either.
 */
const selectTombstones = (name: string, asked: Condition, isAsked: Condition, isKnown: Condition = sql`true`) =>
  statement(name, (db) =>
    db
      .select({ asked: askedPlace, row: { id, path: sql<string>`shown.path`, type, withdrawnAt, withdrawnReason } })
      .from(asked)
      .innerJoin(contentItems, isAsked)
      .innerJoin(sql`lateral ${lastPublicAddress} as shown`, isKnown)
      .where(wasPublic),
  );

const selectById = selectTombstones(
  'tombstones_by_id',
  sql`unnest(${sql.placeholder('ids')}::bigint[]) with ordinality as asked(id, place)`,
  sql`${contentItems.id} = asked.id`,
);
const selectBySlug = selectTombstones('tombstones_by_slug', askedSlugs, isOfAskedSlug, sql`shown.slug = asked.slug`);
// An alias was public as well.
const selectByPath = selectTombstones(
  'tombstones_by_path',
  askedPaths,
  isAtAskedPath,
  sql`(shown.path = asked.path or ${contentItems.path} <> asked.path)`,
);

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
