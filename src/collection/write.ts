import { eq, sql } from 'drizzle-orm';
import { contentItems } from '../content/table.js';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import type { Collection } from './store.js';
import { collectionItems, collections } from './table.js';

type CollectionValues = typeof collections.$inferInsert;

/** The id of a new collection; undefined when its slug is taken. */
export async function insertCollection(db: Database, values: CollectionValues): Promise<number | undefined> {
  const [row] = await db.insert(collections).values(values).onConflictDoNothing().returning({ id: collections.id });
  return row?.id;
}

/** Writes a collection over the one of its slug, if there is one; answers its id. */
export async function putCollection(db: Database, values: CollectionValues): Promise<number> {
  const [row] = await db
    .insert(collections)
    .values(values)
    .onConflictDoUpdate({ target: [collections.language, collections.slug], set: values })
    .returning({ id: collections.id });
  if (!row) throw new Error('the collection was not written');
  return row.id;
}

/** A collection, for nobody else to change meanwhile. */
export async function lockCollection(db: Database, id: number): Promise<Collection | undefined> {
  const [row] = await db.select().from(collections).where(sql`${collections.id} = ${id}::bigint`).for('update');
  return row;
}

/** Changes what is given. */
export async function changeCollection(db: Database, id: number, values: Changes<CollectionValues>): Promise<void> {
  await db
    .update(collections)
    // Itself: something is set where nothing changes.
    .set({ ...values, language: sql`${collections.language}` })
    .where(eq(collections.id, id));
}

/** Chooses the items of a collection, in order, instead of those that it had. */
export async function setCollectionItems(db: Database, id: number, chosen: readonly number[]): Promise<void> {
  await db.delete(collectionItems).where(eq(collectionItems.collectionId, id));
  await db.execute(sql`insert into collection_items (collection_id, content_id, position)
    select ${id}::int, content_id, place - 1
    from unnest(${sql.param(chosen)}::bigint[]) with ordinality as chosen(content_id, place)`);
}

/** The language of each of the items that is there, of any state. */
export async function findLanguagesOfItems(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .select({ id: contentItems.id, language: contentItems.language })
    .from(contentItems)
    .where(sql`${contentItems.id} = any(${sql.param(ids)}::bigint[])`);
  return new Map(rows.map(({ id, language }) => [id, language]));
}

/** Whether there was such a collection. */
export async function deleteCollection(db: Database, id: number): Promise<boolean> {
  const rows = await db
    .delete(collections)
    .where(sql`${collections.id} = ${id}::bigint`)
    .returning({ id: collections.id });
  return rows.length > 0;
}
