import { and, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { authors } from './table.js';

export type Author = typeof authors.$inferSelect;

const selectById = statement('authors_by_id', (db) =>
  db
    .select(getTableColumns(authors))
    .from(authors)
    .where(sql`${authors.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findAuthorsByIds(db: Database, ids: readonly number[]): Promise<Author[]> {
  return selectById(db, { ids });
}

const selectBySlug = statement('authors_by_slug', (db) =>
  db
    .select({ asked: askedPlace, row: getTableColumns(authors) })
    .from(askedSlugs)
    .innerJoin(authors, sql`${authors.language} = asked.language and ${authors.slug} = asked.slug`),
);

/** In the order asked; null in the place of one that is not there. */
export async function findAuthorsBySlug(db: Database, keys: readonly SlugKey[]): Promise<(Author | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, slugValues(keys)));
}

const selectPage = pageStatement('authors', [authors.name, authors.id], 'asc', (db, page) =>
  db
    .select(getTableColumns(authors))
    .from(authors)
    .where(
      and(
        sql`(${authors.language} = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null)`,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit),
);

/** By name; in every language for null. */
export function findAuthors(db: Database, language: string | null, page: PageRequest): Promise<Author[]> {
  return selectPage(db, { language }, page);
}
