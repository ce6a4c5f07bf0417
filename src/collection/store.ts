import { asc, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { namedPages } from '../db/named-table.js';
import { statement } from '../db/statement.js';
import { contentItems } from '../item/table.js';
import { collections } from './table.js';

export type Collection = typeof collections.$inferSelect;

/** Selects two kinds of rows. A row with an item's id is a collection for which an editor chose the item. A row without an item's id is a collection with a rule. */
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

/** Returns two lists for each item: the collections for which an editor chose the item, and all collections with a rule. The rules are not compared with the item here. */
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
