import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';

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

/** Makes an item a translation of its original. Items that already were translations of the item join the original too. */
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
