import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { putRow } from '../writing/rows.js';
import { authors } from './table.js';

/** Inserts an author, or overwrites the author with the same slug. */
export async function putAuthor(db: Database, values: typeof authors.$inferInsert): Promise<void> {
  const { language, name, slug } = values;
  const [before] = await db
    .select({ id: authors.id, name: authors.name })
    .from(authors)
    .where(and(eq(authors.language, language), eq(authors.slug, slug)));
  await putRow(db, authors, values);
  if (before && before.name !== name) await indexItemsOfAuthor(db, before.id);
}

/** Queues an author's items for indexing, because search finds them by the author's name. */
export async function indexItemsOfAuthor(db: Database, id: number): Promise<void> {
  await db.execute(sql`insert into content_to_index (content_id)
    select content_id from content_authors where author_id = ${id}::bigint on conflict do nothing`);
}
