import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { ContentType } from '../item/kind-names.js';
import { notFound } from '../writing/user-faults.js';
import { readBlocks } from './block-input.js';
import type { Block } from './blocks.js';

/** Refuses an item whose body names missing items, or whose related items are not articles. */
export async function checkItems(
  db: Database,
  item: { readonly body: readonly Block[]; readonly related: readonly number[] },
): Promise<void> {
  const related = item.related.map((id, place) => ({ field: `related.${place}`, id, isArticle: true }));
  const named = [...related, ...item.body.flatMap(listNamed)];
  const ids = named.map(({ id }) => id);
  const types = await findTypes(db, ids);
  for (const { field, id, isArticle } of named) {
    const type = types.get(id);
    if (type === undefined || (isArticle && type !== 'ARTICLE')) throw notFound(field, 'there is no such item');
  }
}

/** Reads the body of something that is not an item, such as a static page. The items in the body must exist. */
export async function readBody(db: Database, blocks: Parameters<typeof readBlocks>[1]): Promise<Block[]> {
  const body = readBlocks('body', blocks);
  await checkItems(db, { body, related: [] });
  return body;
}

/** Lists the items that a block refers to, each with its field. `isArticle` is true if the item must be an article. */
function listNamed(block: Block, index: number) {
  const field = `body.${index}.${block.type}`;
  if (block.type === 'articleLink') return [{ field: `${field}.article`, id: block.article, isArticle: true }];
  if (block.type !== 'relatedNews') return [];
  return block.items.map((id, place) => ({ field: `${field}.items.${place}`, id, isArticle: false }));
}

async function findTypes(db: Database, ids: readonly number[]): Promise<Map<number, ContentType>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; type: ContentType }>(
    sql`select id, type from content_items where id = any(${sql.param(ids)}::bigint[])`,
  );
  return new Map(rows.map(({ id, type }) => [Number(id), type]));
}
