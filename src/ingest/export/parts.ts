import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { authors } from '../../author/table.js';
import type { Block, DraftBlock } from '../../body/blocks.js';
import type { Database } from '../../db/client.js';
import {
  contentAuthors,
  type contentItems,
  contentRegions,
  contentTags,
  corrections,
  pathAliases,
} from '../../item/table.js';
import { findKindRows } from '../../kinds/rows.js';
import { liveBlogPosts } from '../../live-blog/table.js';
import { contentViews } from '../../most-read/table.js';
import { regions } from '../../region/table.js';
import { relatedContent } from '../../related/table.js';
import { sections } from '../../section/table.js';
import { series } from '../../series/table.js';
import { tags } from '../../tag/table.js';

export type ItemRow = typeof contentItems.$inferSelect;
export type ItemParts = Awaited<ReturnType<typeof readParts>>;

/** Reads the parts of items that are in other tables. The result finds the parts of an item by its id. */
export async function readParts(db: Database, rows: readonly ItemRow[]) {
  const ids = rows.map(({ id }) => id);
  const kinds = await findKindRows(db, ids);
  const posts = await readRows(db, ids, liveBlogPosts, liveBlogPosts.publishedAt, liveBlogPosts.id);
  const related = await readRows(db, ids, relatedContent, relatedContent.position);
  const named = [
    ...[...kinds, ...posts].flatMap(({ body }) => body.flatMap((block) => namedIn(block))),
    ...related.map((row) => row.relatedId),
    ...rows.flatMap((row) => row.translationGroupId ?? []),
  ];
  return {
    kinds: new Map(kinds.map((row) => [row.contentId, row])),
    posts: groupByContent(posts),
    related: groupByContent(related),
    sections: new Map((await db.select().from(sections)).map((row) => [row.id, row])),
    series: new Map((await db.select().from(series)).map((row) => [row.id, row])),
    sourceIds: await readSourceIds(db, named),
    ...(await readNames(db, ids)),
    aliases: groupByContent(await readRows(db, ids, pathAliases, pathAliases.path)),
    corrections: groupByContent(await readRows(db, ids, corrections, corrections.publishedAt, corrections.id)),
    views: groupByContent(await readRows(db, ids, contentViews, contentViews.hour)),
  };
}

type PartTable = PgTable & { readonly contentId: PgColumn };

/** Reads the rows that belong to items, in the order of the given columns. */
function readRows<Table extends PartTable>(
  db: Database,
  ids: number[],
  table: Table,
  ...order: PgColumn[]
): Promise<Table['$inferSelect'][]>;
async function readRows(db: Database, ids: number[], table: PartTable, ...order: PgColumn[]): Promise<object[]> {
  const select = db.select().from(table).where(inArray(table.contentId, ids));
  return await select.orderBy(...order);
}

/** Reads the authors, regions and tags of items, in order. */
async function readNames(db: Database, ids: number[]) {
  const ofAuthors = db
    .select({ contentId: contentAuthors.contentId, name: authors.name, slug: authors.slug })
    .from(contentAuthors)
    .innerJoin(authors, eq(authors.id, contentAuthors.authorId))
    .where(inArray(contentAuthors.contentId, ids))
    .orderBy(asc(contentAuthors.position));
  const ofRegions = db
    .select({ contentId: contentRegions.contentId, name: regions.name, slug: regions.slug })
    .from(contentRegions)
    .innerJoin(regions, eq(regions.id, contentRegions.regionId))
    .where(inArray(contentRegions.contentId, ids))
    .orderBy(asc(contentRegions.position));
  const ofTags = db
    .select({ contentId: contentTags.contentId, name: tags.name, slug: tags.slug, kind: tags.kind })
    .from(contentTags)
    .innerJoin(tags, eq(tags.id, contentTags.tagId))
    .where(inArray(contentTags.contentId, ids))
    .orderBy(asc(contentTags.position));
  return {
    authors: groupByContent(await ofAuthors),
    regions: groupByContent(await ofRegions),
    tags: groupByContent(await ofTags),
  };
}

function groupByContent<Part extends { contentId: number }>(
  parts: readonly Part[],
): (id: number) => Omit<Part, 'contentId'>[] {
  const groups = new Map<number, Omit<Part, 'contentId'>[]>();
  for (const { contentId, ...part } of parts) {
    const group = groups.get(contentId);
    if (group) group.push(part);
    else groups.set(contentId, [part]);
  }
  return (id) => groups.get(id) ?? [];
}

async function readSourceIds(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.execute<{ id: string; source_id: string }>(sql`
    select id, coalesce(source_id, 'dateline:' || id) as source_id from content_items
    where id = any(${sql.param([...new Set(ids)])}::bigint[])`);
  return new Map(rows.rows.map((row) => [Number(row.id), row.source_id]));
}

/** Turns stored blocks into blocks of a document. Their references to items change from ids to source ids. */
export function unlinkBlocks(blocks: readonly Block[], sourceIds: ReadonlyMap<number, string>): DraftBlock[] {
  return blocks.map((block) => {
    if (block.type === 'relatedNews') return { ...block, items: block.items.flatMap((id) => sourceIds.get(id) ?? []) };
    if (block.type === 'articleLink')
      return { ...block, article: sourceIds.get(block.article) ?? `dateline:${block.article}` };
    return block;
  });
}

/** Returns the items that a block refers to: ids for a stored block, and source ids for a block of a document. */
export function namedIn(block: Block): number[];
export function namedIn(block: DraftBlock): string[];
export function namedIn(block: Block | DraftBlock): (number | string)[] {
  if (block.type === 'relatedNews') return block.items;
  return block.type === 'articleLink' ? [block.article] : [];
}

type WithoutNulls<Row> = { [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key] } & {
  [Key in keyof Row as null extends Row[Key] ? Key : never]?: NonNullable<Row[Key]>;
};

/** Leaves out the columns that are null, because the fields of a document are never null. */
export function withoutNulls<Row extends object>(row: Row): WithoutNulls<Row>;
export function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
