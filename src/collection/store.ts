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

/** Rows with an item's id are collections that an editor chose it for. Rows without one are collections with a rule. */
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

/** Answers in the order asked; null stands for a collection that is not there. */
export async function findCollectionsBySlug(db: Database, keys: readonly SlugKey[]): Promise<(Collection | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, slugValues(keys)));
}

/** For each item: the collections that an editor chose it for, and the collections with a rule, which may match it. */
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

/** Answers a page of collections, in the order that editors gave them. A null language reads every language. */
export function findCollections(db: Database, language: string | null, page: PageRequest): Promise<Collection[]> {
  return selectPage(db, { language }, page);
}
