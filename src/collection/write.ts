import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { contentItems } from '../item/table.js';
import type { Collection } from './store.js';
import { collectionItems, collections } from './table.js';

/** Locks a collection until the transaction ends. */
export async function lockCollection(db: Database, id: number): Promise<Collection | undefined> {
  const [row] = await db.select().from(collections).where(sql`${collections.id} = ${id}::bigint`).for('update');
  return row;
}

/** Replaces the chosen items of a collection, in order. */
export async function setCollectionItems(db: Database, id: number, chosen: readonly number[]): Promise<void> {
  await db.delete(collectionItems).where(eq(collectionItems.collectionId, id));
  await db.execute(sql`insert into collection_items (collection_id, content_id, position)
    select ${id}::int, content_id, place - 1
    from unnest(${sql.param(chosen)}::bigint[]) with ordinality as chosen(content_id, place)`);
}

/** Returns the language of each item by id, whatever state the item is in. Items that do not exist are left out. */
export async function findLanguagesOfItems(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .select({ id: contentItems.id, language: contentItems.language })
    .from(contentItems)
    .where(sql`${contentItems.id} = any(${sql.param(ids)}::bigint[])`);
  return new Map(rows.map(({ id, language }) => [id, language]));
}
