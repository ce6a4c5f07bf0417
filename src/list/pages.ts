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

/** A row of a list. `views` is the total of the item's views. If the list is not sorted by views, `views` is 0. */
interface ListRow {
  readonly item: ContentItem;
  readonly views: number;
}

/** Returns the key of a row in its list. The cursor of the row contains this key. */
export function keyOfRow(sort: ContentSort, { item, views }: ListRow): Key {
  if (sort.by === 'views') return [views, item.id];
  const moment = sort.by === 'publishedAt' ? item.publishedAt : item.updatedAt;
  return [(moment ?? item.updatedAt).toISOString(), item.id];
}

/**
 * Reads pages of several lists in one statement. A page begins at a key in an index, so a late page costs as much as
 * the first page, and a new item above a page does not shift the page. The statement is not prepared, so PostgreSQL
 * plans it for its values. A section of ten items needs a different plan than a section of a hundred thousand.
 */
export async function findContentPages(db: Database, now: Date, requests: readonly ListRequest[]) {
  const parts = requests.flatMap((request, index) =>
    listParts(request).map(
      ([part, rows]) => sql`
        select ${index}::int as request, ${sql.raw(`'${part}'::text`)} as part, row_number() over () as place, id, views
        from (${rows}) as part`,
    ),
  );
  const rows = await db
    .select({
      request: sql<number>`picked.request`,
      part: sql<Part>`picked.part`,
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
      /** An extra row shows that the list goes on. A page that is read backward begins with its last row. */
      rows: own.filter((row) => row.part === 'page'),
      /** True if the list has an item at the cursor `after` or before that cursor. */
      isBefore: own.some((row) => row.part === 'isBefore'),
      /** True if the list has an item at the cursor `before` or behind that cursor. */
      isBehind: own.some((row) => row.part === 'isBehind'),
    };
  });
}

type Part = 'page' | 'isBefore' | 'isBehind';

/** Lists the selects of a request: one for the page, and for each cursor one that finds a row outside the page. */
function listParts({ page, scopes, sort }: ListRequest): [Part, SQL][] {
  const probe = (key: Key, isBehind: boolean) => {
    const descending = sort.descending === isBehind;
    return selectSlice(scopes, sort, { bounds: [{ compare: descending ? '<=' : '>=', key }], descending, limit: 1 });
  };
  const parts: [Part, SQL][] = [['page', selectSlice(scopes, sort, sliceOf(page, sort.descending))]];
  if (page.after) parts.push(['isBefore', probe(page.after, false)]);
  if (page.before) parts.push(['isBehind', probe(page.before, true)]);
  return parts;
}

/** A part of a list: the rows within all bounds, in one order, up to a limit. */
export interface Slice {
  readonly bounds: readonly { readonly compare: '<' | '<=' | '>' | '>='; readonly key: Key }[];
  readonly descending: boolean;
  readonly limit: number;
}

/** Returns the slice for a page of a list. The slice has one row more, which shows that there is a further page. */
export function sliceOf({ after, backward, before, size }: PageRequest, descending: boolean): Slice {
  const [isAfter, isBefore] = descending ? (['<', '>'] as const) : (['>', '<'] as const);
  const bounds = [
    ...(after ? [{ compare: isAfter, key: after }] : []),
    ...(before ? [{ compare: isBefore, key: before }] : []),
  ];
  return { bounds, descending: descending !== backward, limit: size + 1 };
}

/** The columns of a sort key, each with the type to which a value of a cursor is cast. */
export type KeyColumns = readonly (readonly [column: SQL, type: 'int' | 'bigint' | 'timestamptz'])[];

/** Writes the last clauses of a select: the bounds of a slice as a condition, the order and the limit. */
export function endOfSlice(columns: KeyColumns, { bounds, descending, limit }: Slice): SQL {
  const key = columns.map(([column]) => column);
  const within = bounds.map(({ compare, key: values }) => {
    const bound = columns.map(([, type], index) => sql`${values[index]}::${sql.raw(type)}`);
    return sql`(${sql.join(key, sql`, `)}) ${sql.raw(compare)} (${sql.join(bound, sql`, `)})`;
  });
  const order = key.map((column) => sql`${column} ${sql.raw(descending ? 'desc' : 'asc')}`);
  return sql`${allOf(within)} order by ${sql.join(order, sql`, `)} limit ${limit}`;
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
  const key = keyOf(sql`content_items.${sql.identifier(column)}`, 'timestamptz', sql`content_items.id`);
  return sql`select content_items.id, 0::bigint as views from content_items
    where ${isPublic} and ${allOf(conditions)} and ${endOfSlice(key, slice)}`;
}

function selectByViews(conditions: readonly SQL[], slice: Slice): SQL {
  const key = keyOf(sql`popularity.views`, 'bigint', sql`popularity.content_id`);
  return sql`select content_items.id, popularity.views from content_popularity as popularity
    join content_items on content_items.id = popularity.content_id
    where ${isPublic} and ${allOf(conditions)} and ${endOfSlice(key, slice)}`;
}

/**
 * Selects the newest items of each owner, such as a section or a tag, and merges them. At most a page of rows is taken
 * from each owner, so an owner with many items is no slower. An item of several owners is in the page once.
 */
function selectAlongWalk(walk: Walk, conditions: readonly SQL[], slice: Slice): SQL {
  const isLink = walk.table !== 'content_items';
  const holder = sql.identifier(isLink ? 'link' : 'content_items');
  const [publishedAt, id] = [
    sql`${holder}.published_at`,
    sql`${holder}.${sql.identifier(isLink ? 'content_id' : 'id')}`,
  ];
  const from = isLink
    ? sql`${sql.identifier(walk.table)} as link join content_items on content_items.id = link.content_id`
    : sql`content_items`;
  const newestOf = (owner: SQL) => sql`select ${id} as id, ${publishedAt} as published_at from ${from}
    where ${holder}.${sql.identifier(walk.column)} = ${owner} and ${isPublic} and ${allOf(conditions)}
      and ${endOfSlice(keyOf(publishedAt, 'timestamptz', id), slice)}`;
  // For one owner, PostgreSQL can estimate the number of items, and may begin with a condition that fewer items meet.
  if (walk.hasOne) return sql`select id, 0::bigint as views from (${newestOf(sql`(${walk.values})[1]`)}) as newest`;
  const merged = keyOf(sql`found.published_at`, 'timestamptz', sql`found.id`);
  return sql`select found.id, 0::bigint as views from (
      select distinct newest.id, newest.published_at
      from unnest(${walk.values}) as owner(value) cross join lateral (${newestOf(sql`owner.value`)}) as newest
    ) as found where ${endOfSlice(merged, { ...slice, bounds: [] })}`;
}

const keyOf = (value: SQL, type: KeyColumns[0][1], id: SQL): KeyColumns => [
  [value, type],
  [id, 'bigint'],
];
