import { asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { articles } from '../../article/table.js';
import { authors } from '../../author/table.js';
import type { Block } from '../../content/blocks.js';
import {
  contentAuthors,
  contentItems,
  contentRegions,
  contentTags,
  corrections,
  pathAliases,
} from '../../content/table.js';
import type { Database } from '../../db/client.js';
import { contentViews } from '../../most-read/table.js';
import { regions } from '../../region/table.js';
import { relatedContent } from '../../related/table.js';
import { sections } from '../../section/table.js';
import { tags } from '../../tag/table.js';
import type { DraftBlock } from '../draft.js';
import type { NewsroomRecordInput } from '../records.js';
import { withoutNulls } from './without-nulls.js';

type ArticleRecord = Extract<NewsroomRecordInput, { record: 'article' }>;
const BATCH = 500;

/** Every article, whatever its state, in the order of ids: a batch of them costs a fixed number of statements. */
export async function exportArticles(db: Database, emit: (record: ArticleRecord) => Promise<void>): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = await db
      .select({ item: contentItems, article: articles })
      .from(contentItems)
      .innerJoin(articles, eq(articles.contentId, contentItems.id))
      .where(gt(contentItems.id, last))
      .orderBy(asc(contentItems.id))
      .limit(BATCH);
    if (rows.length === 0) return;
    const parts = await readParts(db, rows);
    for (const row of rows) await emit(toRecord(row, parts));
    last = rows.at(-1)?.item.id ?? last;
  }
}

/** The blocks as a document has them: other items by their source ids. */
export function unlinkBlocks(blocks: readonly Block[], sourceIds: ReadonlyMap<number, string>): DraftBlock[] {
  return blocks.map((block) => {
    if (block.type === 'relatedNews') return { ...block, items: block.items.flatMap((id) => sourceIds.get(id) ?? []) };
    if (block.type === 'articleLink')
      return { ...block, article: sourceIds.get(block.article) ?? `dateline:${block.article}` };
    return block;
  });
}

interface Row {
  readonly item: typeof contentItems.$inferSelect;
  readonly article: typeof articles.$inferSelect;
}

/** Everything that is in other tables, by the id of its item. */
async function readParts(db: Database, rows: readonly Row[]) {
  const ids = rows.map(({ item }) => item.id);
  const related = await db
    .select()
    .from(relatedContent)
    .where(inArray(relatedContent.contentId, ids))
    .orderBy(asc(relatedContent.position));
  return {
    sections: new Map((await db.select().from(sections)).map((section) => [section.id, section])),
    authors: groupByContent(
      await db
        .select({ contentId: contentAuthors.contentId, name: authors.name, slug: authors.slug })
        .from(contentAuthors)
        .innerJoin(authors, eq(authors.id, contentAuthors.authorId))
        .where(inArray(contentAuthors.contentId, ids))
        .orderBy(asc(contentAuthors.position)),
    ),
    regions: groupByContent(
      await db
        .select({ contentId: contentRegions.contentId, name: regions.name, slug: regions.slug })
        .from(contentRegions)
        .innerJoin(regions, eq(regions.id, contentRegions.regionId))
        .where(inArray(contentRegions.contentId, ids))
        .orderBy(asc(contentRegions.position)),
    ),
    tags: groupByContent(
      await db
        .select({ contentId: contentTags.contentId, name: tags.name, slug: tags.slug, kind: tags.kind })
        .from(contentTags)
        .innerJoin(tags, eq(tags.id, contentTags.tagId))
        .where(inArray(contentTags.contentId, ids))
        .orderBy(asc(contentTags.position)),
    ),
    aliases: groupByContent(
      await db.select().from(pathAliases).where(inArray(pathAliases.contentId, ids)).orderBy(asc(pathAliases.path)),
    ),
    corrections: groupByContent(
      await db
        .select()
        .from(corrections)
        .where(inArray(corrections.contentId, ids))
        .orderBy(asc(corrections.publishedAt), asc(corrections.id)),
    ),
    views: groupByContent(
      await db.select().from(contentViews).where(inArray(contentViews.contentId, ids)).orderBy(asc(contentViews.hour)),
    ),
    related: groupByContent(related),
    sourceIds: await readSourceIds(db, [...rows.flatMap(namedIds), ...related.map((row) => row.relatedId)]),
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

function namedIds({ article, item }: Row): number[] {
  const inBody = article.body.flatMap((block) => {
    if (block.type === 'relatedNews') return block.items;
    return block.type === 'articleLink' ? [block.article] : [];
  });
  return item.translationGroupId === null ? inBody : [...inBody, item.translationGroupId];
}

async function readSourceIds(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.execute<{ id: string; source_id: string }>(sql`
    select id, coalesce(source_id, 'dateline:' || id) as source_id from content_items
    where id = any(${sql.param([...new Set(ids)])}::bigint[])`);
  return new Map(rows.rows.map((row) => [Number(row.id), row.source_id]));
}

const STATUSES = { DRAFT: 'DRAFT', RELEASED: 'PUBLISHED', WITHDRAWN: 'WITHDRAWN' } as const;

function toRecord({ article, item }: Row, parts: Awaited<ReturnType<typeof readParts>>): ArticleRecord {
  const {
    id,
    path,
    sectionId,
    sourceHash,
    state,
    translationGroupId,
    type,
    visibleFrom,
    wordCount,
    createdAt,
    ...fields
  } = item;
  const { contentId, body, ...details } = article;
  const section = sectionId === null ? undefined : parts.sections.get(sectionId);
  const parent = section?.parentId == null ? undefined : parts.sections.get(section.parentId);
  const original =
    translationGroupId === null || translationGroupId === id ? undefined : parts.sourceIds.get(translationGroupId);
  return {
    record: 'article',
    ...withoutNulls(fields),
    ...withoutNulls(details),
    sourceId: item.sourceId ?? `dateline:${id}`,
    status: STATUSES[state],
    ...(section && {
      section: {
        name: section.name,
        slug: section.slug,
        ...(parent && { parent: { name: parent.name, slug: parent.slug } }),
      },
    }),
    ...(original !== undefined && { translationOf: original }),
    authors: parts.authors(id),
    regions: parts.regions(id),
    tags: parts.tags(id),
    aliases: parts.aliases(id).map((alias) => alias.path),
    corrections: parts.corrections(id).map(({ publishedAt, text }) => ({ publishedAt, text })),
    related: parts.related(id).flatMap(({ relatedId }) => parts.sourceIds.get(relatedId) ?? []),
    views: parts.views(id),
    body: unlinkBlocks(body, parts.sourceIds),
  };
}
