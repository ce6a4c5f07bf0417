import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Key, PageRequest } from '../db/page.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { type CountPart, type Counts, readCounts, selectCountsOf } from '../list/facets.js';
import { endOfSlice, type KeyColumns, sliceOf } from '../list/pages.js';
import { allOf, type ContentScope, conditionsOf } from '../list/scope.js';
import type { LanguageQuery } from './query.js';

/** The most items of a search that are ranked and counted: the newest items that match. */
export const MOST_RANKED = 1000;
/** The weights of a word for `ts_rank`: in tags and names (D), the body (C), the standfirst (B), the headline (A). */
const WEIGHTS = sql.raw(`'{0.1, 0.2, 0.4, 1.0}'::float4[]`);
/** Ranks that differ by less than about 1 / STEPS (5 %) share a bucket. Within a bucket, newer items come first. */
const STEPS = 20;

/** Prevents a parallel plan, in which several processes would start slowly and read too many items. */
const WITHOUT_WORKERS = sql.raw(`(select set_config('max_parallel_workers_per_gather', '0', true)) as setting`);

export type SearchOrder = 'RELEVANCE' | 'PUBLISHED_AT_DESC' | 'PUBLISHED_AT_ASC';

export interface SearchRequest {
  readonly queries: readonly LanguageQuery[];
  readonly scope: ContentScope;
  readonly order: SearchOrder;
  readonly page: PageRequest;
  readonly needs: SearchNeeds;
}

/** The values that an operation needs in addition to the items. */
export interface SearchNeeds {
  /** True if the operation needs the texts from which snippets are cut. */
  readonly texts: boolean;
  readonly scores: boolean;
  readonly counts: readonly CountPart[];
  /** The time zone in which the year of an item is determined. */
  readonly timeZone: string;
}

export interface SearchHit {
  readonly item: ContentItem;
  /** The bucket of the rank of the item. A higher bucket is better. */
  readonly bucket: number;
  readonly text: string | null;
}

export interface SearchPage {
  /** The hits of the page. An extra hit means that there is a further page. A backward page is in reverse order. */
  readonly hits: SearchHit[];
  /** The best bucket of all ranked items. */
  readonly bestBucket: number | null;
  readonly counts: Counts;
  /** The forms of the wanted words in the index, each as `language word`. Empty if the operation needs no texts. */
  readonly words: ReadonlySet<string>;
}

export const NOTHING_FOUND: SearchPage = { hits: [], bestBucket: null, counts: readCounts(null), words: new Set() };

/** Returns the sort key of a hit. The rank depends only on item and query, so other items do not change the key. */
export function keyOfHit(order: SearchOrder, { bucket, item }: SearchHit): Key {
  const key = [(item.publishedAt ?? item.updatedAt).toISOString(), item.id];
  return order === 'RELEVANCE' ? [bucket, ...key] : key;
}

/** Returns the score of a hit. In a list by date, a hit may be better than all ranked items: its score is 1. */
export function scoreOf({ bucket }: SearchHit, { bestBucket }: SearchPage): number {
  return Math.min(1, Math.exp((bucket - (bestBucket ?? bucket)) / STEPS));
}

/**
 * Finds a page of a search, and all else that the operation needs, in one statement. It is not prepared, so the planner
 * sees the words: for a rare word it can use the index, for a common word it can read the newest items first.
 */
export async function findSearchPage(db: Database, now: Date, request: SearchRequest): Promise<SearchPage> {
  const { needs, order, page } = request;
  const needsMatches = needs.scores || needs.counts.length > 0 || order === 'RELEVANCE';
  const counts = needs.counts.length > 0 ? sql`(${selectMatchCounts(needs)})` : sql`null`;
  const text = needs.texts ? sql`(select text from search_documents where content_id = picked.id)` : sql`null::text`;
  const parts = [
    sql`select 'hit' as part, row_number() over () as place, id, bucket, null::text[] as words, null::json as counts
      from (${order === 'RELEVANCE' ? selectByRank(page) : selectByDate(request)}) as page`,
    ...(needsMatches ? [sql`select 'matches', 0, null, (select max(bucket) from ranked), null, ${counts}`] : []),
    ...(needs.texts ? [sql`select 'words', 0, null, null, (${selectForms(request.queries)}), null`] : []),
  ];
  const matching = sql`with ranked as materialized (${selectRanked(request)})`;
  const rows = await db
    .select({
      part: sql<'hit' | 'matches' | 'words'>`picked.part`,
      bucket: sql<number | null>`picked.bucket`,
      words: sql<string[] | null>`picked.words`,
      counts: sql<Record<string, unknown> | null>`picked.counts`,
      text: sql<string | null>`${text}`,
      item: contentColumns,
    })
    .from(
      sql`(${needsMatches ? matching : sql``} ${sql.join(parts, sql` union all `)}) as picked cross join ${WITHOUT_WORKERS}`,
    )
    .leftJoin(contentItems, sql`${contentItems.id} = picked.id`)
    .orderBy(sql`picked.place`)
    .execute({ now });
  const matches = rows.find(({ part }) => part === 'matches');
  return {
    // Only hits have an item.
    hits: rows.flatMap(({ bucket, item, text }) => (item ? [{ item, bucket: bucket ?? 0, text }] : [])),
    bestBucket: matches?.bucket ?? null,
    counts: readCounts(matches?.counts),
    words: new Set(rows.find(({ part }) => part === 'words')?.words),
  };
}

/** Selects the newest matches, each with the bucket of its rank and the columns that are counted. */
function selectRanked({ queries, scope }: SearchRequest): SQL {
  return sql`select id, published_at, type, section_id, ${bucketOf(queries, sql`language`, sql`document`)} as bucket from (
      select content_items.id, content_items.published_at, content_items.type, content_items.section_id,
        documents.language, documents.document
      from ${matchingItems(queries, scope)}
      order by content_items.published_at desc, content_items.id desc limit ${sql.raw(String(MOST_RANKED))}
    ) as newest`;
}

/** Counts the ranked items in the same statement, because finding them again would cost as much as the search. */
function selectMatchCounts({ counts, timeZone }: SearchNeeds): SQL {
  const year = sql`extract(year from published_at at time zone ${timeZone})::int as year`;
  return selectCountsOf(sql`select type, section_id, ${year} from ranked`, sql`select id from ranked`, counts);
}

function matchingItems(queries: readonly LanguageQuery[], scope: ContentScope): SQL {
  const found = queries.map(
    ({ language, match }) =>
      sql`(documents.language = ${language} and content_items.language = ${language} and documents.document @@ ${match}::tsquery)`,
  );
  return sql`content_items join search_documents as documents on documents.content_id = content_items.id
    where ${isPublic} and (${sql.join(found, sql` or `)}) and ${allOf(conditionsOf(scope))}`;
}

/** Computes the bucket of an item's rank. `or` joins the words: a word in the headline outweighs a word in the body. */
function bucketOf(queries: readonly LanguageQuery[], language: SQL, document: SQL): SQL {
  const cases = queries.map(
    (query) => sql`when ${query.language} then ts_rank(${WEIGHTS}, ${document}, ${query.rank}::tsquery)`,
  );
  const rank = sql`case ${language} ${sql.join(cases, sql` `)} end`;
  return sql`round(ln(greatest(${rank}, 1e-9)) * ${sql.raw(String(STEPS))})::int`;
}

const BY_RANK: KeyColumns = [
  [sql`bucket`, 'int'],
  [sql`published_at`, 'timestamptz'],
  [sql`id`, 'bigint'],
];
const BY_DATE: KeyColumns = [
  [sql`content_items.published_at`, 'timestamptz'],
  [sql`content_items.id`, 'bigint'],
];

function selectByRank(page: PageRequest): SQL {
  return sql`select id, bucket from ranked where ${endOfSlice(BY_RANK, sliceOf(page, true))}`;
}

/** Selects a page by date. The page is not limited to the ranked items, so a client can page through all matches. */
function selectByDate({ order, page, queries, scope }: SearchRequest): SQL {
  return sql`select content_items.id, ${bucketOf(queries, sql`documents.language`, sql`documents.document`)} as bucket
    from ${matchingItems(queries, scope)} and ${endOfSlice(BY_DATE, sliceOf(page, order === 'PUBLISHED_AT_DESC'))}`;
}

/** Selects all forms of the wanted words. Snippets mark these forms. */
function selectForms(queries: readonly LanguageQuery[]): SQL {
  const asked = queries.map(
    ({ language, lexemes }) => sql`(language = ${language} and lexeme = any(${sql.param([...lexemes])}::text[]))`,
  );
  return sql`select array_agg(language || ' ' || word) from search_words where ${sql.join(asked, sql` or `)}`;
}
