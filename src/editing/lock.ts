import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import type { ContentType } from '../item/kind-names.js';
import { contentItems } from '../item/table.js';
import { type Snapshot, snapshotSchema } from '../kinds/kinds.js';

const { createdBy, firstPublishedAt, id, language, state, version, visibleFrom, expiresAt, withdrawnReason } =
  getTableColumns(contentItems);

/** An item that no other transaction can write until the current transaction ends. */
export type LockedItem = NonNullable<Awaited<ReturnType<typeof lockItem>>> & { readonly snapshot: Snapshot };

/** Locks and returns the item with an id. Returns undefined if there is no such item, or if it is of another kind. */
export async function lockItem(db: Database, itemId: number, type: ContentType) {
  const [row] = await db
    .select({ id, version, state, createdBy, firstPublishedAt, visibleFrom, expiresAt, withdrawnReason })
    .from(contentItems)
    .where(sql`${id} = ${itemId} and ${contentItems.type} = ${type}`)
    // This lock still lets other transactions insert rows that refer to the item, such as rows of the search queue.
    .for('no key update');
  return row;
}

const peekItem = statement('peek_content', (db) =>
  db
    .select({ id, version, state, createdBy })
    .from(contentItems)
    .where(sql`${id} = ${sql.placeholder('id')} and ${contentItems.type} = ${sql.placeholder('type')}`),
);

/** Reads the columns that decide who may write an item, without waiting for other writers of the item. */
export async function peekAtItem(db: Database, itemId: number, type: ContentType) {
  const [row] = await peekItem(db, { id: itemId, type });
  return row;
}

/**
 * Reads everything that editors can change in a locked item. The statement that takes the lock cannot do this: it sees
 * the other tables as they were before it waited for the lock.
 */
export async function readSnapshot(db: Database, itemId: number): Promise<Snapshot> {
  const [row] = await db
    .select({ snapshot: sql<unknown>`content_snapshot(content_items)` })
    .from(contentItems)
    .where(sql`${id} = ${itemId}`);
  return snapshotSchema.parse(row?.snapshot);
}

/** Stores the current version of an item as a revision, if none is stored. Old items have no revisions. */
export async function keepFoundRevision(db: Database, itemId: number): Promise<void> {
  await db.execute(sql`
    insert into revisions (content_id, version, action, changed_at, changed_by, snapshot)
    select id, version, 'FOUND', updated_at, 'unknown', content_snapshot(content_items) from content_items
    where id = ${itemId} and not exists (
      select from revisions where content_id = content_items.id and post_id = 0 and version = content_items.version)`);
}

/** Returns the language of an item, and the identity key of the token or account that created it. */
export async function findOrigin(db: Database, itemId: number) {
  const [row] = await db.select({ language, createdBy }).from(contentItems).where(sql`${id} = ${itemId}`);
  return row;
}
