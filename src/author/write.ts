import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { changeRow, putRow } from '../writing/rows.js';
import { authors } from './table.js';

type AuthorValues = typeof authors.$inferInsert;

/** Inserts an author, or overwrites the author with the same slug. */
export async function putAuthor(db: Database, values: AuthorValues): Promise<void> {
  const { language, name, slug } = values;
  const [before] = await db
    .select({ id: authors.id, name: authors.name })
    .from(authors)
    .where(and(eq(authors.language, language), eq(authors.slug, slug)));
  await putRow(db, authors, values);
  if (before && before.name !== name) await indexItemsOfAuthor(db, before.id);
}

/** Changes the given columns of an author. Returns false if the author does not exist. */
export async function changeAuthor(db: Database, id: number, values: Changes<AuthorValues>): Promise<boolean> {
  const isThere = await changeRow(db, authors, id, values);
  if (values.name !== undefined) await indexItemsOfAuthor(db, id);
  return isThere;
}

/** Queues an author's items for indexing, because search finds them by the author's name. */
async function indexItemsOfAuthor(db: Database, id: number): Promise<void> {
  await db.execute(sql`insert into content_to_index (content_id)
    select content_id from content_authors where author_id = ${id}::bigint on conflict do nothing`);
}
