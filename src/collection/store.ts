import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { contentItems } from '../content/table.js';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { statement } from '../db/statement.js';
import { collectionItems, collections } from './table.js';

export type Collection = typeof collections.$inferSelect;

const selectById = statement('collections_by_id', (db) =>
  db
    .select(getTableColumns(collections))
    .from(collections)
    .where(sql`${collections.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

const selectOfContent = statement('collections_of_content', (db) =>
  db
    .select({ contentId: collectionItems.contentId, ...getTableColumns(collections) })
    .from(collectionItems)
    .innerJoin(collections, eq(collections.id, collectionItems.collectionId))
    .innerJoin(contentItems, eq(contentItems.id, collectionItems.contentId))
    .where(
      and(
        sql`${collectionItems.contentId} = any(${sql.placeholder('ids')}::bigint[])`,
        eq(collections.language, contentItems.language),
      ),
    )
    .orderBy(asc(collectionItems.contentId), asc(collections.position), asc(collections.id)),
);

export function findCollectionsByIds(db: Database, ids: readonly number[]): Promise<Collection[]> {
  return selectById(db, { ids });
}

/** The collections that hold each item, in order. */
export function findCollectionsOfContent(db: Database, ids: readonly number[]) {
  return selectOfContent(db, { ids });
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

/** In the order that editors gave them; in every language for null. */
export function findCollections(db: Database, language: string | null, page: PageRequest): Promise<Collection[]> {
  return selectPage(db, { language }, page);
}
