import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { nullable, statement, toJson } from '../db/statement.js';
import { contentItems, corrections } from './table.js';
import { wasPublicHere } from './visibility.js';

/** What a writer decides of an item; the rest is the database's, or comes from its connections. */
export type ContentValues = Required<
  Omit<
    typeof contentItems.$inferInsert,
    'id' | 'createdAt' | 'translationGroupId' | 'loggedVersion' | 'loggedCorrections'
  >
>;

const insertItem = statement('insert_content', (db) =>
  db
    .insert(contentItems)
    .values({
      type: sql.placeholder('type'),
      language: sql.placeholder('language'),
      slug: sql.placeholder('slug'),
      path: sql.placeholder('path'),
      headline: sql.placeholder('headline'),
      standfirst: sql.placeholder('standfirst'),
      trailText: sql.placeholder('trailText'),
      label: sql.placeholder('label'),
      byline: sql.placeholder('byline'),
      genre: sql.placeholder('genre'),
      direction: sql.placeholder('direction'),
      sectionId: sql.placeholder('sectionId'),
      seriesId: sql.placeholder('seriesId'),
      mainImage: nullable('mainImage'),
      durationSeconds: sql.placeholder('durationSeconds'),
      imageCount: sql.placeholder('imageCount'),
      coverageStartTime: nullable('coverageStartTime'),
      coverageEndTime: nullable('coverageEndTime'),
      hasVideo: sql.placeholder('hasVideo'),
      hasAudio: sql.placeholder('hasAudio'),
      wordCount: sql.placeholder('wordCount'),
      urgency: sql.placeholder('urgency'),
      state: sql.placeholder('state'),
      version: sql.placeholder('version'),
      publishedAt: nullable('publishedAt'),
      firstPublishedAt: nullable('firstPublishedAt'),
      updatedAt: nullable('updatedAt'),
      embargoedUntil: nullable('embargoedUntil'),
      expiresAt: nullable('expiresAt'),
      withdrawnAt: nullable('withdrawnAt'),
      withdrawnReason: sql.placeholder('withdrawnReason'),
      edNote: sql.placeholder('edNote'),
      sourceId: sql.placeholder('sourceId'),
      sourceUrl: sql.placeholder('sourceUrl'),
      sourceHash: sql.placeholder('sourceHash'),
      createdBy: sql.placeholder('createdBy'),
    })
    .onConflictDoNothing()
    .returning({ id: contentItems.id }),
);

/** The id of a new item; null when its slug or its path is taken. */
export async function insertContent(db: Database, values: ContentValues): Promise<number | null> {
  const [row] = await insertItem(db, { ...values, mainImage: toJson(values.mainImage) });
  return row?.id ?? null;
}

/** Writes over an item and counts its version up. A path at which it was public stays as an alias, until it has it again. */
export async function updateContent(
  db: Database,
  id: number,
  values: Partial<Omit<ContentValues, 'version'>> & Pick<ContentValues, 'path'>,
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
