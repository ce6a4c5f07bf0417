import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Key, PageRequest } from '../db/page.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { allOf, type ContentScope, chooseWalk, conditionsOf, type Walk } from './scope.js';

/** The order of a list. Items with equal values are ordered by their ids, in the same direction. */
export interface ContentSort {
  readonly by: 'publishedAt' | 'updatedAt' | 'views';
  readonly descending: boolean;
}

/** A request for a page of the list of items that match all the scopes. */
export interface ListRequest {
  readonly scopes: readonly ContentScope[];
  readonly sort: ContentSort;
  readonly page: PageRequest;
}

/**
 * A row of a list. In a list that is ordered by views, `views` is the number of all views of the item. In other lists it
 * is 0.
 */
export interface ListRow {
  readonly item: ContentItem;
  readonly views: number;
}

/**
 * A page of a list. There may be one row more than requested, which shows that the list goes on. A page that is read
 * backward begins with its last row.
 */
export interface ListPage {
  readonly rows: ListRow[];
  /** True if the list has an item at the cursor `after` or before that cursor. */
  readonly isBefore: boolean;
  /** True if the list has an item at the cursor `before` or behind that cursor. */
  readonly isBehind: boolean;
}

/** Returns the key of a row in its list. The cursor of the row contains this key. */
export function keyOfRow(sort: ContentSort, { item, views }: ListRow): Key {
  if (sort.by === 'views') return [views, item.id];
  const moment = sort.by === 'publishedAt' ? item.publishedAt : item.updatedAt;
  return [(moment ?? item.updatedAt).toISOString(), item.id];
}

/**
 * Reads pages of several lists in one statement. A page begins at a key in an index, so a late page costs as much as the
 * first one, and an item that is inserted above a page does not shift the page. The statement is not prepared, so that
 * PostgreSQL plans it for its values: a section of ten items needs another plan than one of a hundred thousand.
 */
export async function findContentPages(db: Database, now: Date, requests: readonly ListRequest[]): Promise<ListPage[]> {
  const parts = requests.flatMap((request, index) => [
    sql`select ${index}::int as request, 'page'::text as part, row_number() over () as place, id, views
      from (${selectPage(request)}) as page`,
    ...selectProbes(request).map(
      ([part, probe]) => sql`select ${index}::int, ${part}::text, 0, id, views from (${probe}) as probe`,
    ),
  ]);
  const rows = await db
    .select({
      request: sql<number>`picked.request`,
      part: sql<'page' | 'isBefore' | 'isBehind'>`picked.part`,
      views: sql<number>`picked.views`.mapWith(Number),
      item: contentColumns,
    })
    .from(sql`(${sql.join(parts, sql` union all `)}) as picked`)
    .innerJoin(contentItems, sql`${contentItems.id} = picked.id`)
    .orderBy(sql`picked.request, picked.place`)
    .execute({ now });
  return requests.map((_, index) => {
    const own = rows.filter((row) => row.request === index);
    return {
      rows: own.filter((row) => row.part === 'page'),
      isBefore: own.some((row) => row.part === 'isBefore'),
      isBehind: own.some((row) => row.part === 'isBehind'),
    };
  });
}

/** A part of a list: the rows that are within all bounds, in one order, up to a limit. */
export interface Slice {
  readonly bounds: readonly { readonly compare: '<' | '<=' | '>' | '>='; readonly key: Key }[];
  readonly descending: boolean;
  readonly limit: number;
}

function selectPage({ page, scopes, sort }: ListRequest): SQL {
  const { after, backward, before, size } = page;
  const [isAfter, isBefore] = sort.descending ? (['<', '>'] as const) : (['>', '<'] as const);
  const bounds = [
    ...(after ? [{ compare: isAfter, key: after }] : []),
    ...(before ? [{ compare: isBefore, key: before }] : []),
  ];
  return selectSlice(scopes, sort, { bounds, descending: sort.descending !== backward, limit: size + 1 });
}

/** Selects one row on the other side of each cursor, if there is one. */
function selectProbes({ page, scopes, sort }: ListRequest): ['isBefore' | 'isBehind', SQL][] {
  const probe = (key: Key, isBehind: boolean) => {
    const descending = sort.descending === isBehind;
    const bounds = [{ compare: descending ? ('<=' as const) : ('>=' as const), key }];
    return selectSlice(scopes, sort, { bounds, descending, limit: 1 });
  };
  return [
    ...(page.after ? [['isBefore', probe(page.after, false)] as ['isBefore', SQL]] : []),
    ...(page.before ? [['isBehind', probe(page.before, true)] as ['isBehind', SQL]] : []),
  ];
}

/** Selects `id` and `views` of a part of a list, in order. */
export function selectSlice(scopes: readonly ContentScope[], sort: ContentSort, slice: Slice): SQL {
  if (sort.by === 'publishedAt') {
    const { conditions, walk } = chooseWalk(scopes);
    return walk ? selectAlongWalk(walk, conditions, slice) : selectByColumn('published_at', conditions, slice);
  }
  const conditions = scopes.flatMap(conditionsOf);
  return sort.by === 'updatedAt' ? selectByColumn('updated_at', conditions, slice) : selectByViews(conditions, slice);
}

function selectByColumn(column: 'published_at' | 'updated_at', conditions: readonly SQL[], slice: Slice): SQL {
  const key = [sql`content_items.${sql.identifier(column)}`, sql`content_items.id`] as const;
  return sql`select content_items.id, 0::bigint as views from content_items
    where ${isPublic} and ${allOf(conditions)} and ${withinBounds(key, 'timestamptz', slice)}
    order by ${inOrder(key, slice)} limit ${slice.limit}`;
}

function selectByViews(conditions: readonly SQL[], slice: Slice): SQL {
  const key = [sql`popularity.views`, sql`popularity.content_id`] as const;
  return sql`select content_items.id, popularity.views from content_popularity as popularity
    join content_items on content_items.id = popularity.content_id
    where ${isPublic} and ${allOf(conditions)} and ${withinBounds(key, 'bigint', slice)}
    order by ${inOrder(key, slice)} limit ${slice.limit}`;
}

/**
 * Selects the newest items of each owner, such as a section or a tag, and merges them. At most a page of rows is taken from
 * each owner, so an owner with many items costs no more than one with few. An item of several owners is in the page once.
 */
function selectAlongWalk(walk: Walk, conditions: readonly SQL[], slice: Slice): SQL {
  const isLink = walk.table !== 'content_items';
  const holder = sql.identifier(isLink ? 'link' : 'content_items');
  const key = [sql`${holder}.published_at`, sql`${holder}.${sql.identifier(isLink ? 'content_id' : 'id')}`] as const;
  const from = isLink
    ? sql`${sql.identifier(walk.table)} as link join content_items on content_items.id = link.content_id`
    : sql`content_items`;
  const newestOf = (owner: SQL) => sql`select ${key[1]} as id, ${key[0]} as published_at from ${from}
    where ${holder}.${sql.identifier(walk.column)} = ${owner} and ${isPublic} and ${allOf(conditions)}
      and ${withinBounds(key, 'timestamptz', slice)}
    order by ${inOrder(key, slice)} limit ${slice.limit}`;
  // For a single owner, PostgreSQL can estimate how many items there are. It may then begin with a condition that fewer
  // items meet.
  if (walk.hasOne) return sql`select id, 0::bigint as views from (${newestOf(sql`(${walk.values})[1]`)}) as newest`;
  const merged = [sql`found.published_at`, sql`found.id`] as const;
  return sql`select found.id, 0::bigint as views from (
      select distinct newest.id, newest.published_at
      from unnest(${walk.values}) as owner(value) cross join lateral (${newestOf(sql`owner.value`)}) as newest
    ) as found order by ${inOrder(merged, slice)} limit ${slice.limit}`;
}

type KeyColumns = readonly [SQL, SQL];

function withinBounds([first, id]: KeyColumns, type: 'timestamptz' | 'bigint', { bounds }: Slice): SQL {
  return allOf(
    bounds.map(
      ({ compare, key }) => sql`(${first}, ${id}) ${sql.raw(compare)} (${key[0]}::${sql.raw(type)}, ${key[1]}::bigint)`,
    ),
  );
}

function inOrder(key: KeyColumns, { descending }: Slice): SQL {
  const direction = sql.raw(descending ? 'desc' : 'asc');
  return sql`${key[0]} ${direction}, ${key[1]} ${direction}`;
}
