import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { authors } from './table.js';

type AuthorValues = typeof authors.$inferInsert;

/** The id of a new author; undefined when the slug is taken. */
export async function insertAuthor(db: Database, values: AuthorValues): Promise<number | undefined> {
  const [row] = await db.insert(authors).values(values).onConflictDoNothing().returning({ id: authors.id });
  return row?.id;
}

/** Writes an author over the one of the slug, if there is one. */
export async function putAuthor(db: Database, values: AuthorValues): Promise<void> {
  const { language, name, slug } = values;
  const [before] = await db
    .select({ id: authors.id, name: authors.name })
    .from(authors)
    .where(and(eq(authors.language, language), eq(authors.slug, slug)));
  await db
    .insert(authors)
    .values(values)
    .onConflictDoUpdate({ target: [authors.language, authors.slug], set: values });
  if (before && before.name !== name) await indexItemsOfAuthor(db, before.id);
}

/** Changes what is given; false when there is no such author. */
export async function changeAuthor(db: Database, id: number, values: Changes<AuthorValues>): Promise<boolean> {
  const rows = await db
    .update(authors)
    // Itself: something is set where nothing changes.
    .set({ ...values, language: sql`${authors.language}` })
    .where(sql`${authors.id} = ${id}::bigint`)
    .returning({ id: authors.id });
  if (values.name !== undefined) await indexItemsOfAuthor(db, id);
  return rows.length > 0;
}

/** An author's items are found by the name. */
async function indexItemsOfAuthor(db: Database, id: number): Promise<void> {
  await db.execute(sql`insert into content_to_index (content_id)
    select content_id from content_authors where author_id = ${id}::bigint on conflict do nothing`);
}
