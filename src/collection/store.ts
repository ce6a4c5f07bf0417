import { asc, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { namedLoaders, namedPages } from '../db/named-table.js';
import { statement } from '../db/statement.js';
import { contentItems } from '../item/table.js';
import { collections } from './table.js';

export type Collection = typeof collections.$inferSelect;

export const loadersByName = namedLoaders(collections);

/** Selects the collections for which an item was chosen, and all collections with a rule, with a null item id. */
const selectOfContent = statement('collections_of_content', (db) =>
  db
    .select({
      contentId: sql<number | null>`holding.content_id`.mapWith(Number),
      collection: getTableColumns(collections),
    })
    .from(
      sql`(
        select content_id, collection_id from collection_items where content_id = any(${sql.placeholder('ids')}::bigint[])
        union all select null, id from collections where rule is not null
      ) as holding`,
    )
    .innerJoin(collections, sql`${collections.id} = holding.collection_id`)
    .leftJoin(contentItems, sql`${contentItems.id} = holding.content_id`)
    .where(sql`holding.content_id is null or ${contentItems.language} = ${collections.language}`)
    .orderBy(asc(collections.position), asc(collections.id)),
);

/** Returns two lists for each item: the collections for which an editor chose it, and all collections with a rule. */
export async function findCollectionsOfContent(db: Database, ids: readonly number[]) {
  const rows = await selectOfContent(db, { ids });
  const ruled = rows.filter((row) => row.contentId === null).map((row) => row.collection);
  return ids.map((id) => ({
    chosen: rows.filter((row) => row.contentId === id).map((row) => row.collection),
    ruled,
  }));
}

/** Reads collections in the order that editors gave them. */
export const findCollections = namedPages('collections', collections, [collections.position, collections.id]);

/** Locks a collection until the transaction ends. */
export async function lockCollection(db: Database, id: number): Promise<Collection | undefined> {
  const [row] = await db.select().from(collections).where(sql`${collections.id} = ${id}::bigint`).for('update');
  return row;
}

/** Replaces the chosen items of a collection, in order. */
export async function setCollectionItems(db: Database, id: number, chosen: readonly number[]): Promise<void> {
  await db.execute(sql`delete from collection_items
    where collection_id = ${id} and not (content_id = any(${sql.param(chosen)}::bigint[]))`);
  // A row that stays the same is not written, so that its collection has no event.
  await db.execute(sql`insert into collection_items as kept (collection_id, content_id, position)
    select ${id}::int, content_id, place - 1
    from unnest(${sql.param(chosen)}::bigint[]) with ordinality as chosen(content_id, place)
    on conflict (collection_id, content_id) do update set position = excluded.position
      where kept.position <> excluded.position`);
}

/** Returns the language of each item by id, in any state. Items that do not exist are left out. */
export async function findLanguagesOfItems(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .select({ id: contentItems.id, language: contentItems.language })
    .from(contentItems)
    .where(sql`${contentItems.id} = any(${sql.param(ids)}::bigint[])`);
  return new Map(rows.map(({ id, language }) => [id, language]));
}
