import { eq, getTableColumns, sql } from 'drizzle-orm';
import { takesOverAlias, takesOverNamedAlias, wasPublicHere } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { columnPlaceholders, placeholderValues } from '../db/columns.js';
import { nullable, statement } from '../db/statement.js';
import { contentItems, corrections } from './table.js';

/** The columns of a new item. */
export type NewItemColumns = typeof contentItems.$inferInsert;

/** The columns that an insert fills. The database fills the columns that are left out here. */
const { createdAt, id, loggedCorrections, loggedVersion, translationGroupId, visibleFrom, ...written } =
  getTableColumns(contentItems);

const insertItem = statement('insert_content', (db) =>
  db
    .insert(contentItems)
    .values({
      ...columnPlaceholders(written),
      // The columns without a default are listed by name, because TypeScript requires them.
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

/** Inserts an item and returns its id, or null if its slug or path is taken. */
export async function insertContent(db: Database, values: NewItemColumns): Promise<number | null> {
  const [row] = await insertItem(db, placeholderValues(written, values));
  return row?.id ?? null;
}

/** Updates an item and raises its version. A public path that changes becomes an alias. */
export async function updateContent(
  db: Database,
  id: number,
  values: Omit<Partial<NewItemColumns>, 'version'> & Pick<NewItemColumns, 'path'>,
): Promise<void> {
  await db.execute(sql`
    with regained as (delete from path_aliases where path = ${values.path} and content_id = ${id})
    insert into path_aliases (path, content_id)
    select path, id from content_items where id = ${id} and path <> ${values.path} and ${wasPublicHere}
    on conflict (path) do update set content_id = excluded.content_id where ${takesOverAlias}`);
  await db
    .update(contentItems)
    .set({ ...values, version: sql`${contentItems.version} + 1` })
    .where(eq(contentItems.id, id));
}

type SourceColumns = Pick<typeof contentItems.$inferSelect, 'sourceHash' | 'sourceVersion' | 'sourceUpdatedAt'>;

/** Withdraws an item. Its content stays as it is. */
export async function withdrawContent(
  db: Database,
  id: number,
  { at, reason, ...source }: { readonly at: Date; readonly reason: string | null } & SourceColumns,
): Promise<void> {
  await db
    .update(contentItems)
    .set({
      state: 'WITHDRAWN',
      version: sql`${contentItems.version} + 1`,
      withdrawnAt: sql`coalesce(${contentItems.withdrawnAt}, ${at.toISOString()})`,
      withdrawnReason: sql`coalesce(${reason}, ${contentItems.withdrawnReason})`,
      ...source,
    })
    .where(eq(contentItems.id, id));
}

/** The things that an item is connected to. Lists are in order. */
export interface Connections {
  readonly authorIds: readonly number[];
  readonly regionIds: readonly number[];
  readonly tagIds: readonly number[];
  /** Paths that will lead to the item. A path that already leads to another item stays as it is, unless that item is hidden. */
  readonly aliases: readonly string[];
  readonly corrections: readonly { readonly text: string; readonly publishedAt: Date }[];
}

/** Inserts the connections of an item in one statement. The item must have no connections yet. */
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
      select path, ${contentId}::bigint from unnest(${list(to.aliases)}::text[]) as named(path)
      on conflict (path) do update set content_id = excluded.content_id where ${takesOverNamedAlias}
    )
    insert into corrections (content_id, text, published_at)
    select ${contentId}::bigint, text, published_at
    from unnest(${sql.param(to.corrections.map((correction) => correction.text))}::text[],
      ${sql.param(to.corrections.map((correction) => correction.publishedAt))}::timestamptz[]) as added(text, published_at)`);
}

/** Deletes an item's authors, regions and tags, before `connectContent` inserts the new ones. */
export async function clearConnections(db: Database, contentId: number): Promise<void> {
  await db.execute(sql`
    with authors as (delete from content_authors where content_id = ${contentId}),
      regions as (delete from content_regions where content_id = ${contentId}),
      tags as (delete from content_tags where content_id = ${contentId})
    select`);
}

/** Deletes an item's corrections, before an import inserts all corrections of the document. */
export async function clearCorrections(db: Database, contentId: number): Promise<void> {
  await db.delete(corrections).where(eq(corrections.contentId, contentId));
}

/** Replaces the related news that an editor chose for an item, in order. */
export async function setRelated(db: Database, id: number, related: readonly number[]): Promise<void> {
  await db.execute(sql`
    with gone as (
      delete from related_content where content_id = ${id} and related_id <> all(${sql.param(related)}::bigint[])
    )
    insert into related_content (content_id, related_id, position)
    select ${id}::bigint, related_id, min(place) - 1
    from unnest(${sql.param(related)}::bigint[]) with ordinality as chosen(related_id, place) group by related_id
    on conflict (content_id, related_id) do update set position = excluded.position`);
}

/** Makes an item a translation of its original. Translations of the item join the original too. */
export async function joinTranslations(db: Database, id: number, original: number): Promise<void> {
  await db.execute(
    sql`update content_items set translation_group_id = id where id = ${original} and translation_group_id is null`,
  );
  await db.execute(sql`
    with joined as (select translation_group_id as id from content_items where id = ${original})
    update content_items set translation_group_id = joined.id from joined
    where (content_items.id = ${id} or content_items.translation_group_id = ${id})
      and content_items.translation_group_id is distinct from joined.id`);
}
