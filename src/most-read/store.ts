import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';

/** The length of the longest list. */
export const MOST = 100;
/** The most rows of a list that are read. A list on a page may leave out rows, so more rows than `MOST` are read. */
const MOST_ROWS = 1000;

/** A request for a list of the most read items. If too few items were read, the newest items are added at the end. */
export interface MostReadRequest {
  /** Null means every language. */
  readonly language: string | null;
  /** The list has only items of these sections. Null means all sections. */
  readonly sectionIds: readonly number[] | null;
  /** The start of the first hour whose views count. */
  readonly since: Date;
  readonly first: number;
}

/** Selects the viewed items, the most viewed first. `limit 1` makes PostgreSQL stop when it has enough items. */
const viewed = sql`
  select views.content_id as id, views.total
  from (
    select content_id, sum(views) as total from content_views
    where hour >= asked.since and hour <= ${sql.placeholder('now')}
    group by content_id order by total desc, content_id desc
  ) as views
  cross join lateral (
    select from content_items where content_items.id = views.content_id
      and (content_items.language = asked.language or asked.language is null)
      and (content_items.section_id = any(asked.section_ids) or asked.section_ids is null) and ${isPublic} limit 1
  ) as item
  order by views.total desc, views.content_id desc
  limit asked.first`;

const inOrder = sql`order by content_items.published_at desc, content_items.id desc limit asked.first`;
const newest = (condition: ReturnType<typeof sql>) => sql`(
  select content_items.id, content_items.published_at from content_items where ${condition} and ${isPublic} ${inOrder})`;

/** The newest items, which fill up a list. Each of these three conditions has its own index. */
const newestOfAll = newest(sql`asked.section_ids is null and asked.language is null`);
const newestOfLanguage = newest(sql`asked.section_ids is null and content_items.language = asked.language`);
const newestOfSections = newest(sql`content_items.section_id = own.section_id`);

/** Selects the items of each list. The last, constant limit only tells the planner that the lists are short. */
const ranked = sql`(
  select asked.request, picked.* from (
    select request, language, sections::int[] as section_ids, since, first
    from unnest(${sql.placeholder('languages')}::text[], ${sql.placeholder('sections')}::text[],
      ${sql.placeholder('sinces')}::timestamptz[], ${sql.placeholder('firsts')}::int[])
      with ordinality as asked(language, sections, since, first, request)
  ) as asked
  cross join lateral (
    with viewed as (${viewed}), newest as (
      select id, published_at from ${newestOfAll} as of_all
      union all select id, published_at from ${newestOfLanguage} as of_language
      union all select of_section.* from unnest(asked.section_ids) as own(section_id)
        cross join lateral ${newestOfSections} as of_section
    )
    select * from (
      select *, row_number() over (order by total desc, published_at desc, id desc) as place from (
        select id, total, null::timestamptz as published_at from viewed
        union all select id, 0, published_at from newest where not exists (select from viewed where viewed.id = newest.id)
      ) as candidates
      order by place limit asked.first
    ) as cut limit ${sql.raw(String(MOST_ROWS))}
  ) as picked
) as ranked`;

const selectMostRead = statement('most_read', (db) =>
  db
    .select({ request: sql<number>`ranked.request::int`, item: contentColumns })
    .from(ranked)
    .innerJoin(contentItems, sql`${contentItems.id} = ranked.id`)
    .orderBy(sql`ranked.request, ranked.place`),
);

export function mostReadLoaders({ batch, db, now }: Reading) {
  return {
    lists: batch.loader(async (requests: readonly MostReadRequest[]) => {
      const rows = await selectMostRead(db, {
        now,
        languages: requests.map(({ language }) => language),
        sections: requests.map(({ sectionIds }) => sectionIds && `{${sectionIds.join(',')}}`),
        sinces: requests.map(({ since }) => since),
        firsts: requests.map(({ first }) => first),
      });
      return requests.map((_, index) => rows.filter(({ request }) => request === index + 1).map(({ item }) => item));
    }, JSON.stringify),
  };
}
