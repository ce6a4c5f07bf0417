import { sql } from 'drizzle-orm';
import { type ContentItem, contentColumns } from '../content/store.js';
import { contentItems } from '../content/table.js';
import { isPublic } from '../content/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';

/**
 * The most viewed since `since`, then the newest where too few were viewed. Views are ranked before items are looked at,
 * and items are looked at one by one (`limit 1`) until there are enough: not every item that anybody viewed.
 */
const ranked = sql`(
  with viewed as (
    select views.content_id as id, views.total
    from (
      select content_id, sum(views) as total from content_views
      where hour >= ${sql.placeholder('since')} and hour <= ${sql.placeholder('now')}
      group by content_id order by total desc, content_id desc
    ) as views
    cross join lateral (
      select from content_items where content_items.id = views.content_id
        and (content_items.language = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null) and ${isPublic} limit 1
    ) as item
    order by views.total desc, views.content_id desc
    limit ${sql.placeholder('first')}
  ), newest as (
    select content_items.id, 0::bigint as total
    from content_items
    where (content_items.language = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null) and ${isPublic}
    order by content_items.published_at desc, content_items.id desc
    limit ${sql.placeholder('first')}
  )
  select * from viewed
  union all
  select * from newest where not exists (select from viewed where viewed.id = newest.id)
) as ranked`;

const selectMostRead = statement('most_read', (db) =>
  db
    .select(contentColumns)
    .from(ranked)
    .innerJoin(contentItems, sql`${contentItems.id} = ranked.id`)
    .orderBy(
      sql`ranked.total desc, case when ranked.total = 0 then ${contentItems.publishedAt} end desc, ranked.id desc`,
    )
    .limit(sql.placeholder('first')),
);

/** What was viewed most from the hour of `since` on, the most viewed first; in every language for null. */
export function findMostRead(
  db: Database,
  now: Date,
  options: { readonly language: string | null; readonly since: Date; readonly first: number },
): Promise<ContentItem[]> {
  return selectMostRead(db, { now, ...options });
}
