import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import type { ContentType } from '../item/content-kinds.js';
import { contentItems } from '../item/table.js';
import { type Snapshot, snapshotSchema } from '../kinds/snapshot.js';

const { createdBy, firstPublishedAt, id, path, publishedAt, state, version, visibleFrom, expiresAt, withdrawnReason } =
  getTableColumns(contentItems);

const lockedColumns = {
  ...{ id, version, path, state, createdBy, publishedAt, firstPublishedAt, visibleFrom, expiresAt, withdrawnReason },
};

/** An item that this transaction has to itself, with all that it says. */
export interface LockedItem extends LockedRow {
  readonly snapshot: Snapshot;
}

type LockedRow = NonNullable<Awaited<ReturnType<typeof lockItem>>>;

/** The item with the id, if it is of the kind: whoever else would write it waits. */
export async function lockItem(db: Database, itemId: number, type: ContentType) {
  const [row] = await db
    .select(lockedColumns)
    .from(contentItems)
    .where(sql`${id} = ${itemId} and ${contentItems.type} = ${type}`)
    // What only refers to it, as the list of what has to be indexed does, need not wait.
    .for('no key update');
  return row;
}

const peekItem = statement('peek_content', (db) =>
  db
    .select({ id, version, state, createdBy })
    .from(contentItems)
    .where(sql`${id} = ${sql.placeholder('id')} and ${contentItems.type} = ${sql.placeholder('type')}`),
);

/** What decides whether an item may be written, without waiting for whoever writes it now. */
export async function peekAtItem(db: Database, itemId: number, type: ContentType) {
  const [row] = await peekItem(db, { id: itemId, type });
  return row;
}

/** What a locked item says. A statement of its own: that which waited for the lock sees the rest as it was before. */
export async function readSnapshot(db: Database, itemId: number): Promise<Snapshot> {
  const [row] = await db
    .select({ snapshot: sql<unknown>`content_snapshot(content_items)` })
    .from(contentItems)
    .where(sql`${id} = ${itemId}`);
  return snapshotSchema.parse(row?.snapshot);
}

/** Keeps what is there before it changes for the first time since revisions are kept: what an older version had, or a generated newsroom. */
export async function keepFoundRevision(db: Database, itemId: number): Promise<void> {
  await db.execute(sql`
    insert into revisions (content_id, version, action, changed_at, changed_by, snapshot)
    select id, version, 'FOUND', updated_at, 'unknown', content_snapshot(content_items) from content_items
    where id = ${itemId} and not exists (
      select from revisions where content_id = content_items.id and post_id = 0 and version = content_items.version)`);
}

export async function findLanguage(db: Database, itemId: number): Promise<string | undefined> {
  const [row] = await db.select({ language: contentItems.language }).from(contentItems).where(sql`${id} = ${itemId}`);
  return row?.language;
}

/** Whose draft it was. */
export async function findCreator(db: Database, itemId: number): Promise<string | null> {
  const [row] = await db.select({ createdBy }).from(contentItems).where(sql`${id} = ${itemId}`);
  return row?.createdBy ?? null;
}
