import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Key, PageRequest } from '../db/page.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import type { CountPart } from '../list/counts.js';
import { allOf, type ContentScope, conditionsOf } from '../list/scope.js';
import { type MatchCounts, selectMatchCounts } from './match-counts.js';
import type { LanguageQuery } from './tsquery.js';

/** The newest items that match: these are ranked and counted. */
export const LOOKED_AT = 1000;
/** What a word weighs in tags and names, the body, the standfirst and the headline. */
const WEIGHTS = sql.raw(`'{0.1, 0.2, 0.4, 1.0}'::float4[]`);
/** Ranks within a twentieth of each other are about the same: the newer item goes first. */
const STEPS = 20;

/**
 * The newest that match are soon found by one process; starting others takes longer, and each goes too far. PostgreSQL
 * makes no parallel plan of a statement that holds this, whatever it is set to.
 */
const WITHOUT_WORKERS = sql.raw(`(select set_config('max_parallel_workers_per_gather', '0', true)) as setting`);

export type SearchOrder = 'RELEVANCE' | 'PUBLISHED_AT_DESC' | 'PUBLISHED_AT_ASC';

export interface SearchRequest {
  readonly queries: readonly LanguageQuery[];
  readonly scope: ContentScope;
  readonly order: SearchOrder;
  readonly page: PageRequest;
  readonly needs: SearchNeeds;
}

/** What an operation asks for of a search beside its items. */
export interface SearchNeeds {
  /** What snippets are cut from. */
  readonly texts: boolean;
  readonly scores: boolean;
  readonly counts: readonly CountPart[];
  /** The newsroom's: years are counted in it. */
  readonly timeZone: string;
}

/** An item that was found. */
export interface SearchHit {
  readonly item: ContentItem;
  /** The step of its rank, which it shares with what is about as good. */
  readonly bucket: number;
  readonly text: string | null;
}

export interface SearchPage {
  /** Up to one more than was asked for, in the order they were fetched (from the end when backward). */
  readonly hits: SearchHit[];
  /** Of the newest that match: the best step among them, and what is counted of them. */
  readonly bestBucket: number | null;
  readonly counts: MatchCounts;
  /** The words that stand for what was looked for, `language word`; where texts are needed. */
  readonly words: ReadonlySet<string>;
}

/** Where a hit stands in its list: what a cursor holds. The rank of an item depends on nothing but its words and the query. */
export function keyOfHit(order: SearchOrder, { bucket, item }: SearchHit): Key {
  const key = [(item.publishedAt ?? item.updatedAt).toISOString(), item.id];
  return order === 'RELEVANCE' ? [bucket, ...key] : key;
}

/** How good a hit is beside the best, above 0 to 1. By date, an older one may be better than all that are ranked. */
export function scoreOf({ bucket }: SearchHit, { bestBucket }: SearchPage): number {
  return Math.min(1, Math.exp((bucket - (bestBucket ?? bucket)) / STEPS));
}

/**
 * A page of a search, with what is needed of the rest, in one statement. Its plan is made for the words at hand: the
 * items of a rare one are found by the word, those of a common one from the newest back.
 */
export async function findSearchPage(db: Database, now: Date, request: SearchRequest): Promise<SearchPage> {
  const { needs, order, page } = request;
  const needsMatches = needs.scores || needs.counts.length > 0 || order === 'RELEVANCE';
  const counts = needs.counts.length > 0 ? selectMatchCounts(needs.counts, needs.timeZone) : sql`null`;
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
      counts: sql<MatchCounts | null>`picked.counts`,
      text: needs.texts
        ? sql<string | null>`(select text from search_documents where content_id = picked.id)`
        : sql<string | null>`null::text`,
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
    hits: rows.flatMap(({ bucket, item, part, text }) =>
      part === 'hit' && item ? [{ item, bucket: bucket ?? 0, text }] : [],
    ),
    bestBucket: matches?.bucket ?? null,
    counts: matches?.counts ?? {},
    words: new Set(rows.find(({ part }) => part === 'words')?.words),
  };
}

/** The newest that match, with their ranks and what is counted of them. */
function selectRanked({ queries, scope }: SearchRequest): SQL {
  return sql`select id, published_at, type, section_id, ${bucketOf(queries, sql`language`, sql`document`)} as bucket from (
      select content_items.id, content_items.published_at, content_items.type, content_items.section_id,
        documents.language, documents.document
      from ${matchingItems(queries, scope)}
      order by content_items.published_at desc, content_items.id desc limit ${sql.raw(String(LOOKED_AT))}
    ) as newest`;
}

function matchingItems(queries: readonly LanguageQuery[], scope: ContentScope): SQL {
  const found = queries.map(
    ({ language, match }) =>
      sql`(documents.language = ${language} and content_items.language = ${language} and documents.document @@ ${match}::tsquery)`,
  );
  return sql`content_items join search_documents as documents on documents.content_id = content_items.id
    where ${isPublic} and (${sql.join(found, sql` or `)}) and ${allOf(conditionsOf(scope))}`;
}

/**
 * Ranked by whichever of the words are there, as all are that have to be: so the headline goes before any number of
 * times in the body.
 */
function bucketOf(queries: readonly LanguageQuery[], language: SQL, document: SQL): SQL {
  const cases = queries.map(
    (query) => sql`when ${query.language} then ts_rank(${WEIGHTS}, ${document}, ${query.rank}::tsquery)`,
  );
  const rank = sql`case ${language} ${sql.join(cases, sql` `)} end`;
  return sql`round(ln(greatest(${rank}, 1e-9)) * ${sql.raw(String(STEPS))})::int`;
}

function selectByRank({ after, backward, before, size }: PageRequest): SQL {
  const bounds = [...(after ? [isBeyond('<', after)] : []), ...(before ? [isBeyond('>', before)] : [])];
  const direction = sql.raw(backward ? 'asc' : 'desc');
  return sql`select id, bucket from ranked where ${allOf(bounds)}
    order by bucket ${direction}, published_at ${direction}, id ${direction} limit ${size + 1}`;
}

function isBeyond(compare: '<' | '>', key: Key): SQL {
  return sql`(bucket, published_at, id) ${sql.raw(compare)} (${key[0]}::int, ${key[1]}::timestamptz, ${key[2]}::bigint)`;
}

/** By date all that match can be paged through, however many. */
function selectByDate({ order, page, queries, scope }: SearchRequest): SQL {
  const { after, backward, before, size } = page;
  const descending = order === 'PUBLISHED_AT_DESC';
  const [beyond, short] = descending ? ['<', '>'] : ['>', '<'];
  const bound = (compare: string | undefined, key: Key) =>
    sql`(content_items.published_at, content_items.id) ${sql.raw(compare ?? '')} (${key[0]}::timestamptz, ${key[1]}::bigint)`;
  const bounds = [...(after ? [bound(beyond, after)] : []), ...(before ? [bound(short, before)] : [])];
  const direction = sql.raw(descending !== backward ? 'desc' : 'asc');
  return sql`select content_items.id, ${bucketOf(queries, sql`documents.language`, sql`documents.document`)} as bucket
    from ${matchingItems(queries, scope)} and ${allOf(bounds)}
    order by content_items.published_at ${direction}, content_items.id ${direction} limit ${size + 1}`;
}

/** All forms of the words that are looked for: what a snippet marks. */
function selectForms(queries: readonly LanguageQuery[]): SQL {
  const asked = queries.map(
    ({ language, lexemes }) => sql`(language = ${language} and lexeme = any(${sql.param([...lexemes])}::text[]))`,
  );
  return sql`select array_agg(language || ' ' || word) from search_words where ${sql.join(asked, sql` or `)}`;
}
