import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';

const selectAfter = statement('public_content_after', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} > ${sql.placeholder('after')} and ${isPublic}`)
    .orderBy(contentItems.id)
    .limit(sql.placeholder('limit')),
);

/** Reads items that are public at `now` and have an id above `after`, in the order of their ids. */
export function findPublicAfter(db: Database, now: Date, after: number, limit: number): Promise<ContentItem[]> {
  return selectAfter(db, { now, after, limit });
}
