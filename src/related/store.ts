import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { fading } from '../db/fading.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';

/** The most candidates that share a given tag. They are the newest items with the tag. */
const CANDIDATES_OF_A_TAG = sql.raw('200');
/** The uses of a tag are counted only up to this number, because the weight of a tag hardly changes beyond it. */
const COUNTED_USES = sql.raw('1000');
/** Half of a score decreases with the age of the item. After this many days, that half has fallen to about a third. */
const FADING_DAYS = sql.raw('30');
/** Items whose shared tags weigh this much precede items with a similar text. A tag with 287 items weighs this much. */
const TELLING_TAGS = sql.raw('1.5');
/** Items with at least this text score precede items whose shared tags weigh less than `TELLING_TAGS`. */
const STRONG_TEXT = sql.raw('0.12');
/** The most candidates with a similar text. */
const MOST_SIMILAR = sql.raw('100');

export type RelatedReason = 'CURATED' | 'SHARED_TAGS' | 'SIMILAR_TEXT' | 'SAME_SECTION';
/** The reason of each tier. A tier is a group of candidates. The candidates of tier 1 come first in the list. */
const REASONS = `array['CURATED', 'SHARED_TAGS', 'SIMILAR_TEXT', 'SHARED_TAGS', 'SIMILAR_TEXT', 'SAME_SECTION', 'READ_NEXT']`;

/** A row with the reason `READ_NEXT` is in the list `readNext`. `of` is the id of the article that has the list. */
type RelatedRow = Awaited<ReturnType<typeof selectRelated>>[number];

const isArticle = sql`content_items.type = 'ARTICLE'`;

/** Selects the items that an editor chose, in the order of the editor. */
const curated = sql`
  select related_id as id, 1 as tier, position::numeric as place, 0::numeric as score
  from related_content where content_id = asked.id`;

/**
 * Selects the items that share tags with the article. The weight of a tag is ln(1 + 1000 / uses): rare tags weigh more.
 * Half of a score falls with the item's age. Scores are rounded. The section decides between equal scores.
 */
const sharedTags = sql`
  select shared.content_id, case when sum(tag.weight) >= ${TELLING_TAGS} then 2 else 4 end, 0, round(sum(tag.weight)::numeric
    * (0.5 + 0.5 * ${fading(sql`extract(epoch from ${sql.placeholder('now')}::timestamptz - max(shared.published_at)) / 86400`, FADING_DAYS)}), 1)
  from content_tags as own
  cross join lateral (
    select ln(1 + ${COUNTED_USES}.0 / count(*)) as weight from (
      select 1 from content_tags as used where used.tag_id = own.tag_id limit ${COUNTED_USES}) as uses
  ) as tag
  cross join lateral (
    select newest.content_id, newest.published_at from content_tags as newest
    join content_items on content_items.id = newest.content_id and ${isArticle} and ${isPublic}
    where newest.tag_id = own.tag_id and newest.published_at <= ${sql.placeholder('now')}
    order by newest.published_at desc, newest.content_id desc limit ${CANDIDATES_OF_A_TAG}
  ) as shared
  where own.content_id = asked.id
  group by shared.content_id`;

/** Selects the items with a similar text. A pair of similar items is one row, so both columns are searched. */
const similarText = sql`
  select id, case when max(score) >= ${STRONG_TEXT} then 3 else 5 end, 0, max(score)::numeric from (
    select similar_id as id, score from similar_content where content_id = asked.id
    union all select content_id, score from similar_content where similar_id = asked.id
  ) as alike
  group by id order by max(score) desc limit ${MOST_SIMILAR}`;

/** Selects the newest public items that meet a condition: enough for a list of a length, and for the article itself. */
const newest = (condition: SQL, length: SQL) => sql`
  select content_items.id, content_items.published_at from content_items
  where ${condition} and ${isPublic}
  order by content_items.published_at desc, content_items.id desc
  limit ${length} + 1`;

const ofSection = newest(sql`content_items.section_id = own_item.section_id`, sql`asked.read_next`);
const articlesOfSection = newest(
  sql`content_items.section_id = own_item.section_id and ${isArticle}`,
  sql`asked.related_news`,
);
const ofLanguage = newest(sql`content_items.language = own_item.language`, sql`asked.read_next`);

/**
 * Selects both lists of each article in one statement. A candidate has its best tier. The article itself, hidden items
 * and items in another language are removed before the lists are cut. An item may be in both lists: `fillList` decides
 * which list shows it.
 */
const picks = sql`(
  select asked.id as of_id, picked.* from
    unnest(${sql.placeholder('ids')}::bigint[], ${sql.placeholder('relatedNews')}::int[], ${sql.placeholder('readNext')}::int[])
      as asked(id, related_news, read_next)
    join content_items as own_item on own_item.id = asked.id
    cross join lateral (
      with related as (
        select best.id, best.tier, row_number() over (order by best.tier, best.place, best.score desc,
          (content_items.section_id is not distinct from own_item.section_id) desc,
          content_items.published_at desc, content_items.id desc) as place
        from (
          select distinct on (id) * from (
            ${curated} union all ${sharedTags} union all (${similarText})
            union all select section_news.id, 6, 0, 0 from (${articlesOfSection}) as section_news
          ) as candidates
          order by id, tier
        ) as best
        join content_items on content_items.id = best.id
        where best.id <> asked.id and content_items.language = own_item.language and ${isArticle} and ${isPublic}
        order by place
        limit asked.related_news
      ), next as (
        select id, 7 as tier, row_number() over (order by tier, published_at desc, id desc) as place
        from (
          select distinct on (id) * from (
            select id, published_at, 1 as tier from (${ofSection}) as section_news
            union all select id, published_at, 2 from (${ofLanguage}) as language_news
          ) as candidates
          order by id, tier
        ) as best
        where best.id <> asked.id
        order by place
        limit asked.read_next
      )
      select * from related union all select * from next
    ) as picked
) as picked`;

const selectRelated = statement('related', (db) =>
  db
    .select({
      of: sql<number>`picked.of_id::int8`.mapWith(Number),
      reason: sql<RelatedReason | 'READ_NEXT'>`(${sql.raw(REASONS)})[picked.tier]`,
      item: contentColumns,
    })
    .from(picks)
    .innerJoin(contentItems, sql`${contentItems.id} = picked.id`)
    .orderBy(sql`picked.of_id, picked.tier = 7, picked.place`),
);

/** A request for one of the two lists of an article. */
interface RelatedKey {
  readonly id: number;
  readonly list: 'relatedNews' | 'readNext';
  readonly first: number;
}

export function relatedLoaders({ batch, db, now }: Reading) {
  return {
    /** Loads the beginnings of both lists of an article in one batch. */
    lists: batch.loader(
      async (keys: readonly RelatedKey[]) => {
        // The length of each list of an article is the greatest that a key asks for.
        const lengths = new Map(keys.map(({ id }) => [id, { relatedNews: 0, readNext: 0 }]));
        for (const { id, list, first } of keys) {
          const own = lengths.get(id);
          if (own) own[list] = Math.max(own[list], first);
        }
        const [ids, asked] = [[...lengths.keys()], [...lengths.values()]];
        const relatedNews = asked.map((one) => one.relatedNews);
        const rows = await selectRelated(db, { now, ids, relatedNews, readNext: asked.map((one) => one.readNext) });
        return keys.map(({ id, list, first }) => {
          const isOfList = (row: RelatedRow) => row.of === id && (row.reason === 'READ_NEXT') === (list === 'readNext');
          return rows.filter(isOfList).slice(0, first);
        });
      },
      ({ id, list, first }) => `${id} ${list} ${first}`,
    ),
  };
}
