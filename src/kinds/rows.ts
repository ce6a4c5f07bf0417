import { eq, getTableColumns, getTableName, inArray, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type Block, findMedia } from '../body/blocks.js';
import { countWords } from '../body/read-time.js';
import { bodyText } from '../body/text.js';
import type { Database } from '../db/client.js';
import { columnPlaceholders, columnsOfExcluded, pickColumns, placeholderValues } from '../db/columns.js';
import { statement } from '../db/statement.js';
import type { FieldValues } from '../fields/field.js';
import type { KindTable } from '../fields/kind.js';
import { CONTENT_TYPES, type ContentType } from '../item/kind-names.js';
import { contentItems } from '../item/table.js';
import { fieldsOf, KIND_LIST, kindOf } from './kinds.js';

/** The values of an item's fields, from an imported document or from an editor. */
type ItemFacts = FieldValues & {
  readonly type: ContentType;
  readonly audio?: unknown;
  readonly body: Parameters<typeof bodyText>[0] & Parameters<typeof findMedia>[0];
};

const KIND_COLUMNS = KIND_LIST.flatMap(({ columns = {}, fields }) => [...Object.keys(fields), ...Object.keys(columns)]);

/** Computes the columns of `content_items` that depend only on the fields of the item. */
export function columnsOf(
  item: ItemFacts & { readonly language: string },
  blocks: Parameters<typeof findMedia>[0] = item.body,
) {
  const { hasAudio, hasVideo } = findMedia(blocks);
  const derived = Object.entries(kindOf(item.type).columns ?? {}).map(([name, derive]) => [name, derive(item)]);
  const own = {
    type: item.type,
    language: item.language,
    wordCount: countWords(bodyText(item.body), item.language),
    hasVideo,
    hasAudio: hasAudio || item.audio !== undefined,
  };
  // Node takes twenty times as long for a literal that spreads several objects of this size.
  const values = Object.fromEntries(KIND_COLUMNS.map((name) => [name, null]));
  return pickColumns(contentItems, Object.assign(values, pickFields(item), own, Object.fromEntries(derived)));
}

/** Returns the values of all fields of the kind of an item. A field that the item does not have is null. */
function pickFields(item: ItemFacts): FieldValues {
  return Object.fromEntries(Object.keys(fieldsOf(item.type)).map((name) => [name, item[name] ?? null]));
}

const putRow = new Map(CONTENT_TYPES.map((type) => [type, upsertInto(kindOf(type).table)]));

function upsertInto(table: KindTable) {
  const columns = getTableColumns(table);
  const upsert = statement(`put_${getTableName(table)}`, (db) =>
    db
      .insert(table)
      .values(columnPlaceholders(columns))
      .onConflictDoUpdate({ target: table.contentId, set: columnsOfExcluded(columns) }),
  );
  return (db: Database, row: FieldValues) => upsert(db, placeholderValues(columns, row));
}

/** Inserts or replaces the row of an item in the table of its kind, such as `videos`. */
export async function putKindRow(db: Database, contentId: number, item: ItemFacts): Promise<void> {
  const put = putRow.get(item.type);
  if (!put) throw new Error(`the kind ${item.type} is not in KINDS`);
  await put(db, { ...pickFields(item), contentId });
}

/** Deletes the row of an item in the table of its former kind, and queues the item for indexing. */
export async function dropKindRow(db: Database, contentId: number, type: ContentType): Promise<void> {
  const { table } = kindOf(type);
  await db.delete(table).where(eq(table.contentId, contentId));
  await db.execute(sql`insert into content_to_index (content_id) values (${contentId}) on conflict do nothing`);
}

export async function findKindRows(db: Database, ids: readonly number[]) {
  const rows = [];
  // The statements run one after the other, because a transaction has only one connection.
  for (const { table } of KIND_LIST) {
    const columns: Record<string, PgColumn> = getTableColumns(table);
    const own = { contentId: sql`${table.contentId}`.mapWith(Number), body: sql<Block[]>`${table.body}` };
    const select = db.select({ ...columns, ...own }).from(table);
    rows.push(...(await select.where(inArray(table.contentId, [...ids]))));
  }
  return rows;
}
