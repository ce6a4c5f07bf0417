import { getTableColumns, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { authors } from '../author/table.js';
import type { Block } from '../body/blocks.js';
import { bodyText } from '../body/text.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import type { FieldSearch, ItemField } from '../fields/field.js';
import { ITEM_FIELDS } from '../fields/item-fields.js';
import { contentAuthors, contentItems, contentTags } from '../item/table.js';
import { fieldsOf, KIND_LIST, kindOf } from '../kinds/kinds.js';
import { liveBlogPosts } from '../live-blog/table.js';
import { tags } from '../tag/table.js';

type Row = Awaited<ReturnType<typeof selectTexts>>[number];
type Weight = FieldSearch['weight'];

/** The most posts of a live blog that are indexed. They are the newest posts. */
const MOST_POSTS = 500;

/** The texts of an item by their weight in a search: headline A, standfirst B, body C, tags and names D. */
export interface ItemTexts {
  readonly id: number;
  readonly language: string;
  readonly texts: Readonly<Record<Weight, string>>;
  /** The time from which readers may know the words of the item. Null for drafts and withdrawn items. */
  readonly knownFrom: Date | null;
}

/** The column `id` with its table. Drizzle would write only `id`, which means another column in a subquery. */
const itemId = sql.raw('content_items.id');

const itemColumns: Record<string, PgColumn> = getTableColumns(contentItems);
const searchedColumns = Object.fromEntries(
  Object.entries<ItemField>(ITEM_FIELDS).flatMap(([name, { search }]) => {
    const column = itemColumns[name];
    return search && column ? [[name, column]] : [];
  }),
);

/** The row of the item in the table of its kind, as a JSON object whose keys are the names of the columns. */
const kindRow = sql<Readonly<Record<string, unknown>> | null>`case content_items.type ${sql.join(
  KIND_LIST.map(
    ({ table, type }) =>
      sql`when ${sql.raw(`'${type}'`)} then (select to_jsonb(${table}) from ${table} where ${table}.content_id = ${itemId})`,
  ),
  sql` `,
)} end`;

const selectTexts = statement('texts_to_index', (db) =>
  db
    .select({
      id: contentItems.id,
      type: contentItems.type,
      language: contentItems.language,
      state: contentItems.state,
      visibleFrom: contentItems.visibleFrom,
      item: searchedColumns,
      kindRow,
      posts: sql<{ title: string | null; body: Block[] }[] | null>`case when content_items.type = 'LIVE_BLOG' then (
        select json_agg(json_build_object('title', title, 'body', body)) from (
          select ${liveBlogPosts.title}, ${liveBlogPosts.body} from ${liveBlogPosts}
          where live_blog_posts.content_id = ${itemId} and ${liveBlogPosts.publishedAt} <= ${sql.placeholder('now')}
          order by ${liveBlogPosts.publishedAt} desc, ${liveBlogPosts.id} desc limit ${sql.raw(String(MOST_POSTS))}
        ) as newest) end`,
      tagNames: sql<string[]>`array(select unnest(${tags.name} || ${tags.aliases}) from ${contentTags}
        join ${tags} on tags.id = tag_id where content_tags.content_id = ${itemId})`,
      authorNames: sql<string[]>`array(select ${authors.name} from ${contentAuthors}
        join ${authors} on authors.id = author_id where content_authors.content_id = ${itemId})`,
    })
    .from(contentItems)
    .where(sql`${contentItems.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

/** Reads the texts of items in any state, even hidden ones. The statements of a search leave out the hidden items. */
export async function readTexts(db: Database, now: Date, ids: readonly number[]): Promise<ItemTexts[]> {
  const rows = await selectTexts(db, { now, ids });
  return rows.map((row) => {
    const { authorNames, id, language, posts, tagNames } = row;
    const ofFields = textsOfFields(row);
    const texts = {
      A: joinTexts(ofFields('A')),
      B: joinTexts(ofFields('B')),
      C: joinTexts([...ofFields('C'), ...(posts ?? []).flatMap(({ body, title }) => [title ?? '', bodyText(body)])]),
      D: joinTexts([...tagNames, ...ofFields('D'), ...authorNames]),
    };
    return { id, language, texts, knownFrom: row.state === 'RELEASED' ? row.visibleFrom : null };
  });
}

/** Returns a function that lists the texts of all fields of an item that have a given weight. */
function textsOfFields({ item, kindRow, type }: Pick<Row, 'item' | 'kindRow' | 'type'>) {
  const kindColumns: Record<string, PgColumn> = getTableColumns(kindOf(type).table);
  const readValue = (name: string) => item[name] ?? kindRow?.[kindColumns[name]?.name ?? ''] ?? null;
  const fields = Object.entries(fieldsOf(type));
  return (weight: Weight): readonly string[] =>
    fields.flatMap(([name, { search }]) => {
      const value = search?.weight === weight ? readValue(name) : null;
      return value === null ? [] : (search?.texts(value) ?? []);
    });
}

/** Joins texts. A repeated text, such as a trail text that is the same as the standfirst, is used only once. */
function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => text !== '').join('\n');
}
