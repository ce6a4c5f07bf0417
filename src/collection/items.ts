import { type SQL, sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Key, PageRequest } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import { selectSlice } from '../list/pages.js';
import type { ContentScope } from '../list/scope.js';
import { findCollections, findCollectionsOfContent, loadersByName } from './store.js';

/** A request for a page of a collection. The chosen items come first, then the items that `rule` matches. */
interface CollectionPageRequest {
  readonly id: number;
  readonly language: string;
  readonly rule: ContentScope | null;
  readonly page: PageRequest;
}

export interface CollectionItem {
  readonly pinned: boolean;
  /** The position of a chosen item, or the time of publication of a matched item in milliseconds. */
  readonly place: number;
  readonly item: ContentItem;
}

const CHOSEN = 0;
const MATCHED = 1;
/** A time in a cursor is limited to this range, which PostgreSQL can read. */
const EARLIEST = Date.UTC(1900, 0);
const LATEST = Date.UTC(9999, 0);

/** The sort key of an item in its collection: chosen or matched, then the place, then the id. */
export const COLLECTION_ITEM_KEY = ['int', 'bigint', 'bigint'] as const;
export const collectionItemKey = ({ item, pinned, place }: CollectionItem): Key => [
  pinned ? CHOSEN : MATCHED,
  place,
  item.id,
];

/** Returns the conditions for the items that the rule matches and that no editor chose. Null if there is no rule. */
export function matchedScopes({ id, rule }: { id: number; rule: ContentScope | null }): ContentScope[] | null {
  return rule && [rule, { notChosenFor: id }];
}

/** Reads all pages in one statement. A page has one row more if there is a further page. */
async function findCollectionPages(
  db: Database,
  now: Date,
  requests: readonly CollectionPageRequest[],
): Promise<CollectionItem[][]> {
  const parts = requests.flatMap((request, index) =>
    [selectChosen(request), selectMatched(request)].map(
      (part, tier) => sql`select ${index}::int as request, ${tier}::int as tier, row_number() over () as row, id, place
        from (${part}) as part`,
    ),
  );
  const rows = await db
    .select({
      request: sql<number>`picked.request`,
      pinned: sql<boolean>`picked.tier = 0`,
      position: sql<number>`picked.place`.mapWith(Number),
      item: contentColumns,
    })
    .from(sql`(${sql.join(parts, sql` union all `)}) as picked`)
    .innerJoin(contentItems, sql`${contentItems.id} = picked.id`)
    .orderBy(sql`picked.request, picked.tier, picked.row`)
    .execute({ now });
  return requests.map(({ page }, index) => {
    const own = rows
      .filter(({ request }) => request === index)
      .map(({ item, pinned, position }) => {
        return { item, pinned, place: pinned ? position : (item.publishedAt?.getTime() ?? 0) };
      });
    const chosen = own.filter(({ pinned }) => pinned);
    const matched = own.filter(({ pinned }) => !pinned);
    return (page.backward ? [...matched, ...chosen] : own).slice(0, page.size + 1);
  });
}

const NOTHING = sql`select 0::bigint as id, 0::bigint as place where false`;

function selectChosen({ id, language, page }: CollectionPageRequest): SQL {
  if (page.after?.[0] === MATCHED) return NOTHING;
  const bound = (compare: '<' | '>', [tier, place, itemId]: Key) =>
    tier === CHOSEN
      ? sql` and (chosen.position, chosen.content_id) ${sql.raw(compare)} (${place}::bigint, ${itemId}::bigint)`
      : sql``;
  const direction = sql.raw(page.backward ? 'desc' : 'asc');
  return sql`select chosen.content_id as id, chosen.position::bigint as place from collection_items as chosen
    join content_items on content_items.id = chosen.content_id
    where chosen.collection_id = ${id} and content_items.language = ${language} and ${isPublic}
      ${page.after ? bound('>', page.after) : sql``} ${page.before ? bound('<', page.before) : sql``}
    order by chosen.position ${direction}, chosen.content_id ${direction} limit ${page.size + 1}`;
}

function selectMatched(request: CollectionPageRequest): SQL {
  const { after, backward, before, size } = request.page;
  const scopes = matchedScopes(request);
  if (!scopes || before?.[0] === CHOSEN) return NOTHING;
  // A client may invent a cursor. If PostgreSQL cannot read the time in it, the nearest readable time is used.
  const toMoment = (place: number) => new Date(Math.min(Math.max(place, EARLIEST), LATEST)).toISOString();
  const toKey = ([, place, itemId]: Key): Key => [toMoment(Number(place)), itemId ?? 0];
  const bounds = [
    ...(after?.[0] === MATCHED ? [{ compare: '<' as const, key: toKey(after) }] : []),
    ...(before ? [{ compare: '>' as const, key: toKey(before) }] : []),
  ];
  const slice = { bounds, descending: !backward, limit: size + 1 };
  return sql`select id, 0::bigint as place from (${selectSlice(scopes, { by: 'publishedAt', descending: true }, slice)}) as matched`;
}

export function collectionLoaders(reading: Reading) {
  const { batch, db, now } = reading;
  return {
    ...loadersByName(reading),
    items: batch.loader(
      (requests: readonly CollectionPageRequest[]) => findCollectionPages(db, now, requests),
      JSON.stringify,
    ),
    /** Pages of the packages of the site. */
    pages: batch.loader(
      (requests: readonly { readonly language: string | null; readonly page: PageRequest }[]) =>
        Promise.all(requests.map(({ language, page }) => findCollections(db, { language }, page))),
      JSON.stringify,
    ),
    ofContent: batch.loader((ids: readonly number[]) => findCollectionsOfContent(db, ids)),
  };
}
