import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Tag } from './store.js';
import { tags } from './table.js';

/**
 * Locks tags, so that no other transaction changes or uses them. All transactions lock in the order of ids, so that they
 * cannot deadlock.
 */
export function lockTags(db: Database, ids: readonly number[]): Promise<Tag[]> {
  return db
    .select()
    .from(tags)
    .where(sql`${tags.id} = any(${sql.param(ids)}::bigint[])`)
    .orderBy(asc(tags.id))
    .for('update');
}

/**
 * Finds another tag of the language that has the slug as its own slug or as an alias. For aliases, case and accents make
 * no difference.
 */
export async function findNamesake(
  db: Database,
  { id = 0, language, slug }: { readonly id?: number; readonly language: string; readonly slug: string },
): Promise<Tag | undefined> {
  const [found] = await db
    .select()
    .from(tags)
    .where(
      and(
        eq(tags.language, language),
        ne(tags.id, id),
        sql`${tags.id} in (select tag_id from tag_names where name = plain_name(${slug}) and is_whole)`,
        sql`(${tags.slug} = ${slug} or exists (
          select from unnest(${tags.aliases}) as alias where plain_name(alias) = plain_name(${slug})))`,
      ),
    )
    .limit(1);
  return found;
}

/** Finds one of the aliases that is another tag's slug. */
export async function findSlugOfOther(
  db: Database,
  asked: { readonly id?: number; readonly language: string; readonly aliases: readonly string[] },
): Promise<string | undefined> {
  const [found] = await db
    .select({ slug: tags.slug })
    .from(tags)
    .where(
      and(
        eq(tags.language, asked.language),
        ne(tags.id, asked.id ?? 0),
        sql`${tags.slug} = any(${sql.param(asked.aliases)}::text[])`,
      ),
    )
    .limit(1);
  return found?.slug;
}

/**
 * Locks the items of a tag, so that no other transaction writes them. All transactions lock in the order of ids, so that
 * they cannot deadlock.
 */
export async function lockItemsOfTag(db: Database, id: number): Promise<void> {
  await db.execute(sql`
    select from content_items where id in (select content_id from content_tags where tag_id = ${id})
    order by id for no key update`);
}

/**
 * Replaces the tag `from` by the tag `into` in all items, and deletes `from`. If an item has both tags, `into` gets the
 * earlier of their two places.
 */
export async function moveItemsOfTag(db: Database, from: number, into: number): Promise<void> {
  // A change of an item's tags makes a new version of the item.
  await db.execute(sql`
    update content_items set version = version + 1 where id in (select content_id from content_tags where tag_id = ${from})`);
  // Rows are inserted and deleted, not updated, because the triggers that queue items for indexing fire on insert and
  // delete.
  await db.execute(sql`
    insert into content_tags (content_id, tag_id, position)
    select content_id, ${into}::int, position from content_tags where tag_id = ${from}
    on conflict (content_id, tag_id) do update set position = least(content_tags.position, excluded.position)`);
  await db.execute(sql`delete from content_tags where tag_id = ${from}`);
  await db.delete(tags).where(eq(tags.id, from));
}
