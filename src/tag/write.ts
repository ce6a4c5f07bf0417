import { and, asc, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { taken } from '../writing/user-faults.js';
import type { Tag } from './store.js';
import { tags } from './table.js';

/** Locks tags. All transactions lock tags in the order of ids, so no deadlock can happen. */
export function lockTags(db: Database, ids: readonly number[]): Promise<Tag[]> {
  return db
    .select()
    .from(tags)
    .where(sql`${tags.id} = any(${sql.param(ids)}::bigint[])`)
    .orderBy(asc(tags.id))
    .for('update');
}

/** The language of a tag, and its id if it is stored. */
interface Asked {
  readonly id?: number;
  readonly language: string;
}

/** Refuses a slug that another tag has, as its slug or as an alias. For aliases, case and accents make no difference. */
export async function refuseNamesake(db: Database, { slug, ...asked }: Asked & { readonly slug: string }) {
  const other = await findOther(
    db,
    asked,
    sql`${tags.id} in (select tag_id from tag_names where name = plain_name(${slug}) and is_whole)
      and (${tags.slug} = ${slug} or exists (
        select from unnest(${tags.aliases}) as alias where plain_name(alias) = plain_name(${slug})))`,
  );
  if (other?.slug === slug) throw taken('slug', `there is a tag ${slug} in ${asked.language}`);
  if (other) throw taken('slug', `${slug} is an alias of the tag ${other.slug} in ${asked.language}`);
}

/** Refuses an alias that is another tag's slug. A look-up tries slugs first, so the alias would never find its tag. */
export async function refuseSlugsOfOthers(
  db: Database,
  { aliases, ...asked }: Asked & { readonly aliases: readonly string[] },
) {
  const other = await findOther(db, asked, sql`${tags.slug} = any(${sql.param(aliases)}::text[])`);
  if (!other) return;
  const message = `there is a tag ${other.slug} in ${asked.language}: merge the two`;
  throw taken(`aliases.${aliases.indexOf(other.slug)}`, message);
}

/** Finds another tag of the language for which the condition is true. */
async function findOther(db: Database, { id = 0, language }: Asked, condition: SQL): Promise<Tag | undefined> {
  const isOther = and(eq(tags.language, language), ne(tags.id, id), condition);
  const [other] = await db.select().from(tags).where(isOther).limit(1);
  return other;
}

/** Locks the items of a tag. All transactions lock items in the order of ids, so no deadlock can happen. */
export async function lockItemsOfTag(db: Database, id: number): Promise<void> {
  await db.execute(sql`
    select from content_items where id in (select content_id from content_tags where tag_id = ${id})
    order by id for no key update`);
}

/** Replaces the tag `from` by `into` in all items, and deletes `from`. An item with both keeps the earlier place. */
export async function moveItemsOfTag(db: Database, from: number, into: number): Promise<void> {
  // A change of an item's tags makes a new version of the item.
  await db.execute(sql`
    update content_items set version = version + 1 where id in (select content_id from content_tags where tag_id = ${from})`);
  // Rows are inserted and deleted, not updated: on insert and delete, triggers queue the items for indexing.
  await db.execute(sql`
    insert into content_tags (content_id, tag_id, position)
    select content_id, ${into}::int, position from content_tags where tag_id = ${from}
    on conflict (content_id, tag_id) do update set position = least(content_tags.position, excluded.position)`);
  // A tag that readers see does not vanish in a tag that they don't see.
  await db.execute(sql`
    update tags set shown_from = least(tags.shown_from, gone.shown_from) from tags as gone
    where tags.id = ${into} and gone.id = ${from} and gone.shown_from <= log_now()`);
  await db.execute(sql`delete from content_tags where tag_id = ${from}`);
  await db.delete(tags).where(eq(tags.id, from));
}
