import type { sql } from 'drizzle-orm';
import { isSeen, sightValues } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Sight } from '../db/reading.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { askedPaths, type ContentItem, contentColumns, isAtAskedPath, isOfAskedSlug } from './store.js';
import { contentItems } from './table.js';

const selectItems = (name: string, asked: ReturnType<typeof sql>, match: ReturnType<typeof sql>) =>
  statement(name, (db) =>
    db.select({ asked: askedPlace, row: contentColumns }).from(asked).innerJoin(contentItems, match).where(isSeen),
  );

const selectBySlug = selectItems('content_by_slug', askedSlugs, isOfAskedSlug);
const selectByPath = selectItems('content_by_path', askedPaths, isAtAskedPath);

/** Items of any kind, in the order asked; null in the place of what is not there or not public. */
export async function findContentBySlug(
  db: Database,
  sight: Sight,
  keys: readonly SlugKey[],
): Promise<(ContentItem | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, { ...sightValues(sight), ...slugValues(keys) }));
}

/** By their canonical paths, or by ones that they had. */
export async function findContentByPath(
  db: Database,
  sight: Sight,
  paths: readonly string[],
): Promise<(ContentItem | null)[]> {
  return inOrderAsked(paths.length, await selectByPath(db, { ...sightValues(sight), paths }));
}
