import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import type { Tag } from './store.js';
import { tags } from './table.js';

type TagValues = typeof tags.$inferInsert;

/** The id of a new tag; undefined when its slug is taken. */
export async function insertTag(db: Database, values: TagValues): Promise<number | undefined> {
  const [row] = await db.insert(tags).values(values).onConflictDoNothing().returning({ id: tags.id });
  return row?.id;
}

/** Writes a tag over the one of its slug, if there is one. */
export async function putTag(db: Database, values: TagValues): Promise<void> {
  await db
    .insert(tags)
    .values(values)
    .onConflictDoUpdate({ target: [tags.language, tags.slug], set: values });
}

/** Those of the tags that are there, for nobody else to change or to use meanwhile; in one order, so that no two wait for each other. */
export function lockTags(db: Database, ids: readonly number[]): Promise<Tag[]> {
  return db
    .select()
    .from(tags)
    .where(sql`${tags.id} = any(${sql.param(ids)}::bigint[])`)
    .orderBy(asc(tags.id))
    .for('update');
}

/** Another tag of the language that has a slug, or is found by it as by another of its names. */
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
        sql`${tags.id} <> ${id}`,
        sql`${tags.id} in (select tag_id from tag_names where name = plain_name(${slug}) and is_whole)`,
        sql`(${tags.slug} = ${slug} or exists (
          select from unnest(${tags.aliases}) as alias where plain_name(alias) = plain_name(${slug})))`,
      ),
    )
    .limit(1);
  return found;
}

export async function changeTag(db: Database, id: number, values: Changes<TagValues>): Promise<void> {
  await db.update(tags).set(values).where(eq(tags.id, id));
}

/** The first of the aliases that is another tag's slug. */
export async function findSlugOfOther(
  db: Database,
  {
    aliases,
    id = 0,
    language,
  }: { readonly id?: number; readonly language: string; readonly aliases: readonly string[] },
): Promise<string | undefined> {
  const [found] = await db
    .select({ slug: tags.slug })
    .from(tags)
    .where(
      and(
        eq(tags.language, language),
        sql`${tags.id} <> ${id}`,
        sql`${tags.slug} = any(${sql.param(aliases)}::text[])`,
      ),
    )
    .limit(1);
  return found?.slug;
}

/** Keeps others from writing the items of a tag; in one order, so that no two wait for each other. */
export async function lockItemsOfTag(db: Database, id: number): Promise<void> {
  await db.execute(sql`
    select from content_items where id in (select content_id from content_tags where tag_id = ${id})
    order by id for no key update`);
}

/** Gives the items of one tag another, at the first place that they had either at, and deletes the one. */
export async function moveItemsOfTag(db: Database, from: number, into: number): Promise<void> {
  // They say something else now.
  await db.execute(sql`
    update content_items set version = version + 1 where id in (select content_id from content_tags where tag_id = ${from})`);
  // New rows, not changed ones: the triggers that have the items indexed see what comes and what goes.
  await db.execute(sql`
    insert into content_tags (content_id, tag_id, position)
    select content_id, ${into}::int, position from content_tags where tag_id = ${from}
    on conflict (content_id, tag_id) do update set position = least(content_tags.position, excluded.position)`);
  await db.execute(sql`delete from content_tags where tag_id = ${from}`);
  await db.delete(tags).where(eq(tags.id, from));
}
