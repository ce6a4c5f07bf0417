import { asc, eq, inArray, sql } from 'drizzle-orm';
import { authors } from '../../author/table.js';
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
import { namedIds } from './from-rows.js';

type ItemRow = typeof contentItems.$inferSelect;
export type ItemParts = Awaited<ReturnType<typeof readParts>>;

/** Reads everything that other tables hold about some items. The results are found by the id of an item. */
export async function readParts(db: Database, rows: readonly ItemRow[]) {
  const ids = rows.map(({ id }) => id);
  const kinds = await findKindRows(db, ids);
  const posts = await db
    .select()
    .from(liveBlogPosts)
    .where(inArray(liveBlogPosts.contentId, ids))
    .orderBy(asc(liveBlogPosts.publishedAt), asc(liveBlogPosts.id));
  const related = await db
    .select()
    .from(relatedContent)
    .where(inArray(relatedContent.contentId, ids))
    .orderBy(asc(relatedContent.position));
  const named = [
    ...[...kinds, ...posts].flatMap(({ body }) => namedIds(body)),
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
    ...(await readHistory(db, ids)),
  };
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

async function readHistory(db: Database, ids: number[]) {
  const ofAliases = db
    .select()
    .from(pathAliases)
    .where(inArray(pathAliases.contentId, ids))
    .orderBy(asc(pathAliases.path));
  const ofCorrections = db
    .select()
    .from(corrections)
    .where(inArray(corrections.contentId, ids))
    .orderBy(asc(corrections.publishedAt), asc(corrections.id));
  const ofViews = db
    .select()
    .from(contentViews)
    .where(inArray(contentViews.contentId, ids))
    .orderBy(asc(contentViews.hour));
  return {
    aliases: groupByContent(await ofAliases),
    corrections: groupByContent(await ofCorrections),
    views: groupByContent(await ofViews),
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
