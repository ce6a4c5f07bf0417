import { sql } from 'drizzle-orm';
import { type ContentItem, contentColumns } from '../content/store.js';
import { contentItems } from '../content/table.js';
import { isPublic } from '../content/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';

/** The most viewed since `since`, then the newest where too few were viewed. */
const ranked = sql`(
  with viewed as (
    select content_items.id, views.total, content_items.published_at
    from (select content_id, sum(views) as total from content_views
      where hour >= ${sql.placeholder('since')} and hour <= ${sql.placeholder('now')} group by content_id) as views
    join content_items on content_items.id = views.content_id
    where content_items.language = ${sql.placeholder('language')} and ${isPublic}
    order by views.total desc, content_items.published_at desc, content_items.id desc
    limit ${sql.placeholder('first')}
  ), newest as (
    select content_items.id, 0::bigint as total, content_items.published_at
    from content_items
    where content_items.language = ${sql.placeholder('language')} and ${isPublic}
    order by content_items.published_at desc, content_items.id desc
    limit ${sql.placeholder('first')}
  )
  select * from viewed
  union all
  select * from newest where not exists (select from viewed where viewed.id = newest.id)
  order by total desc, published_at desc, id desc
  limit ${sql.placeholder('first')}
) as ranked`;

const selectMostRead = statement('most_read', (db) =>
  db
    .select(contentColumns)
    .from(ranked)
    .innerJoin(contentItems, sql`${contentItems.id} = ranked.id`)
    .orderBy(sql`ranked.total desc, ranked.published_at desc, ranked.id desc`),
);

/** What was viewed most from the hour of `since` on, the most viewed first. */
export function findMostRead(
  db: Database,
  now: Date,
  options: { readonly language: string; readonly since: Date; readonly first: number },
): Promise<ContentItem[]> {
  return selectMostRead(db, { now, ...options });
}
