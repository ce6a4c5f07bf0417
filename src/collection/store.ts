import { and, asc, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { contentItems } from '../item/table.js';
import { collections } from './table.js';

export type Collection = typeof collections.$inferSelect;

export const selectById = statement('collections_by_id', (db) =>
  db
    .select(getTableColumns(collections))
    .from(collections)
    .where(sql`${collections.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

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

const selectBySlug = statement('collections_by_slug', (db) =>
  db
    .select({ asked: askedPlace, row: getTableColumns(collections) })
    .from(askedSlugs)
    .innerJoin(collections, sql`${collections.language} = asked.language and ${collections.slug} = asked.slug`),
);

/** Returns the collections in the order of the keys. Null stands for a collection that does not exist. */
export async function findCollectionsBySlug(db: Database, keys: readonly SlugKey[]): Promise<(Collection | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, slugValues(keys)));
}

/** Returns two lists for each item: the collections for which an editor chose the item, and all collections with a rule. The rules are not compared with the item here. */
export async function findCollectionsOfContent(db: Database, ids: readonly number[]) {
  const rows = await selectOfContent(db, { ids });
  const ruled = rows.filter((row) => row.contentId === null).map((row) => row.collection);
  return ids.map((id) => ({
    chosen: rows.filter((row) => row.contentId === id).map((row) => row.collection),
    ruled,
  }));
}

const selectPage = pageStatement('collections', [collections.position, collections.id], 'asc', (db, page) =>
  db
    .select(getTableColumns(collections))
    .from(collections)
    .where(
      and(
        sql`(${collections.language} = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null)`,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit),
);

/** Reads a page of collections, in the order that editors gave them. A null language means every language. */
export function findCollections(db: Database, language: string | null, page: PageRequest): Promise<Collection[]> {
  return selectPage(db, { language }, page);
}
