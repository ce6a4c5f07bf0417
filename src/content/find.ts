import type { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { askedPaths, type ContentItem, contentColumns, isAtAskedPath, isOfAskedSlug } from './store.js';
import { contentItems } from './table.js';
import { isPublic } from './visibility.js';

const selectItems = (name: string, asked: ReturnType<typeof sql>, match: ReturnType<typeof sql>) =>
  statement(name, (db) =>
    db.select({ asked: askedPlace, row: contentColumns }).from(asked).innerJoin(contentItems, match).where(isPublic),
  );

const selectBySlug = selectItems('content_by_slug', askedSlugs, isOfAskedSlug);
const selectByPath = selectItems('content_by_path', askedPaths, isAtAskedPath);

/** Items of any kind, in the order asked; null in the place of what is not there or not public. */
export async function findContentBySlug(
  db: Database,
  now: Date,
  keys: readonly SlugKey[],
): Promise<(ContentItem | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, { now, ...slugValues(keys) }));
}

/** By their canonical paths, or by ones that they had. */
export async function findContentByPath(
  db: Database,
  now: Date,
  paths: readonly string[],
): Promise<(ContentItem | null)[]> {
  return inOrderAsked(paths.length, await selectByPath(db, { now, paths }));
}
