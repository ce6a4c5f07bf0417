import { eq, getTableColumns, sql } from 'drizzle-orm';
import { wasPublicHere } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { columnPlaceholders, placeholderValues } from '../db/rows.js';
import { nullable, statement } from '../db/statement.js';
import { contentItems, corrections } from './table.js';

/** The columns of an item that a writer fills. */
type ItemColumns = Partial<typeof contentItems.$inferInsert>;
/** The columns that every new item has to fill. */
export type NewItemColumns = typeof contentItems.$inferInsert;

/** The database fills the columns that are left out here; the others are the writer's. */
const { createdAt, id, loggedCorrections, loggedVersion, translationGroupId, visibleFrom, ...written } =
  getTableColumns(contentItems);

const insertItem = statement('insert_content', (db) =>
  db
    .insert(contentItems)
    .values({
      ...columnPlaceholders(written),
      // TypeScript asks for these by name: a row can't be without them.
      type: nullable('type'),
      language: nullable('language'),
      slug: nullable('slug'),
      path: nullable('path'),
      headline: nullable('headline'),
      updatedAt: nullable('updatedAt'),
    })
    .onConflictDoNothing()
    .returning({ id }),
);

/** The id of a new item; null when its slug or its path is taken. */
export async function insertContent(db: Database, values: NewItemColumns): Promise<number | null> {
  const [row] = await insertItem(db, placeholderValues(written, values));
  return row?.id ?? null;
}

/** Writes over an item and counts its version up. A path at which it was public stays as an alias, until it has it again. */
export async function updateContent(
  db: Database,
  id: number,
  values: Omit<ItemColumns, 'version'> & Pick<NewItemColumns, 'path'>,
): Promise<void> {
  await db.execute(sql`
    with regained as (delete from path_aliases where path = ${values.path} and content_id = ${id})
    insert into path_aliases (path, content_id)
    select path, id from content_items where id = ${id} and path <> ${values.path} and ${wasPublicHere}
    on conflict (path) do update set content_id = excluded.content_id`);
  await db
    .update(contentItems)
    .set({ ...values, version: sql`${contentItems.version} + 1` })
    .where(eq(contentItems.id, id));
}

/** Takes an item away from readers and leaves the rest of it as it is. */
export async function withdrawContent(
  db: Database,
  id: number,
  { at, reason, sourceHash }: { readonly at: Date; readonly reason: string | null; readonly sourceHash: string },
): Promise<void> {
  await db
    .update(contentItems)
    .set({
      state: 'WITHDRAWN',
      version: sql`${contentItems.version} + 1`,
      withdrawnAt: sql`coalesce(${contentItems.withdrawnAt}, ${at.toISOString()})`,
      withdrawnReason: sql`coalesce(${reason}, ${contentItems.withdrawnReason})`,
      sourceHash,
    })
    .where(eq(contentItems.id, id));
}

/** What an item is connected to; lists are in order. */
export interface Connections {
  readonly authorIds: readonly number[];
  readonly regionIds: readonly number[];
  readonly tagIds: readonly number[];
  /** Addresses that lead to the item from now on; one that leads elsewhere already stays as it is. */
  readonly aliases: readonly string[];
  readonly corrections: readonly { readonly text: string; readonly publishedAt: Date }[];
}

/** Connects a new item, or one whose connections were cleared: one statement, however many there are. */
export async function connectContent(db: Database, contentId: number, to: Connections): Promise<void> {
  const list = (values: readonly unknown[]) => sql.param([...new Set(values)]);
  await db.execute(sql`
    with authors as (
      insert into content_authors (content_id, author_id, position)
      select ${contentId}::bigint, id, place - 1 from unnest(${list(to.authorIds)}::int[]) with ordinality as named(id, place)
    ), regions as (
      insert into content_regions (content_id, region_id, position)
      select ${contentId}::bigint, id, place - 1 from unnest(${list(to.regionIds)}::int[]) with ordinality as named(id, place)
    ), tags as (
      insert into content_tags (content_id, tag_id, position)
      select ${contentId}::bigint, id, place - 1 from unnest(${list(to.tagIds)}::int[]) with ordinality as named(id, place)
    ), aliases as (
      insert into path_aliases (path, content_id)
      select path, ${contentId}::bigint from unnest(${list(to.aliases)}::text[]) as named(path) on conflict (path) do nothing
    )
    insert into corrections (content_id, text, published_at)
    select ${contentId}::bigint, text, published_at
    from unnest(${sql.param(to.corrections.map((correction) => correction.text))}::text[],
      ${sql.param(to.corrections.map((correction) => correction.publishedAt))}::timestamptz[]) as added(text, published_at)`);
}

/** Takes an item's authors, regions and tags away, for all to be written anew. */
export async function clearConnections(db: Database, contentId: number): Promise<void> {
  await db.execute(sql`
    with authors as (delete from content_authors where content_id = ${contentId}),
      regions as (delete from content_regions where content_id = ${contentId}),
      tags as (delete from content_tags where content_id = ${contentId})
    select`);
}

/** Takes an item's corrections away, where a document has all of them anew. */
export async function clearCorrections(db: Database, contentId: number): Promise<void> {
  await db.delete(corrections).where(eq(corrections.contentId, contentId));
}
