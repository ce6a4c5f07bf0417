import { and, getTableColumns } from 'drizzle-orm';
import { askedPlace, askedSlugs, hasAskedSlug, isAsked, isIfGiven, slugLoader } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { authors } from './table.js';

export type Author = typeof authors.$inferSelect;

const selectById = statement('authors_by_id', (db) =>
  db.select(getTableColumns(authors)).from(authors).where(isAsked(authors.id)),
);

const selectBySlug = statement('authors_by_slug', (db) =>
  db
    .select({ asked: askedPlace, row: getTableColumns(authors) })
    .from(askedSlugs)
    .innerJoin(authors, hasAskedSlug(authors)),
);

export function authorLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => selectById(db, { ids }),
      (author) => author.id,
    ),
    bySlug: slugLoader({ batch, db }, selectBySlug),
  };
}

const selectPage = pageStatement('authors', [authors.name, authors.id], 'asc', (db, page) =>
  db
    .select(getTableColumns(authors))
    .from(authors)
    .where(and(isIfGiven(authors.language, 'language'), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit),
);

/** Reads authors in the order of their names. A null language stands for every language. */
export function findAuthors(db: Database, language: string | null, page: PageRequest): Promise<Author[]> {
  return selectPage(db, { language }, page);
}
