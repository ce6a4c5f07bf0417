import { asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { CONTENT_KINDS, type CONTENT_RECORDS } from '../../item/kind-names.js';
import { contentItems } from '../../item/table.js';
import type { NewsroomRecordInput } from '../contract/records.js';
import { type ItemParts, readParts, unlinkBlocks, withoutNulls } from './parts.js';

type ItemRow = typeof contentItems.$inferSelect;
type ItemRecord = Extract<NewsroomRecordInput, { record: (typeof CONTENT_RECORDS)[number] }>;

const BATCH = 500;

/** Exports all items, of any kind and state, in the order of ids. The number of statements is the same for each batch. */
export async function exportItems(db: Database, emit: (record: ItemRecord) => Promise<void>): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(contentItems)
      .where(gt(contentItems.id, last))
      .orderBy(asc(contentItems.id))
      .limit(BATCH);
    if (rows.length === 0) return;
    const parts = await readParts(db, rows);
    for (const row of rows) await emit(toRecord(row, parts));
    last = rows.at(-1)?.id ?? last;
  }
}

/** Exports one item. Returns undefined when there is no such item. */
export async function exportItem(db: Database, id: number): Promise<ItemRecord | undefined> {
  const [row] = await db.select().from(contentItems).where(eq(contentItems.id, id));
  return row && toRecord(row, await readParts(db, [row]));
}

const STATUSES = { DRAFT: 'DRAFT', RELEASED: 'PUBLISHED', WITHDRAWN: 'WITHDRAWN' } as const;
function toRecord(item: ItemRow, parts: ItemParts): ItemRecord {
  const { id, translationGroupId } = item;
  const isTranslation = translationGroupId !== null && translationGroupId !== id;
  const original = isTranslation ? parts.sourceIds.get(translationGroupId) : undefined;
  return {
    ...ownFields(item),
    record: CONTENT_KINDS[item.type].record,
    sourceId: item.sourceId ?? `dateline:${id}`,
    status: STATUSES[item.state],
    ...kindFields(id, parts),
    ...sectionField(item.sectionId, parts),
    ...seriesField(item.seriesId, parts),
    ...(original !== undefined && { translationOf: original }),
    authors: parts.authors(id),
    regions: parts.regions(id),
    tags: parts.tags(id),
    aliases: parts.aliases(id).map((alias) => alias.path),
    corrections: parts.corrections(id).map(({ publishedAt, text }) => ({ publishedAt, text })),
    related: parts.related(id).flatMap(({ relatedId }) => parts.sourceIds.get(relatedId) ?? []),
    views: parts.views(id),
  };
}

/** Returns the columns that a document has too, under the same names. */
function ownFields(item: ItemRow) {
  const { id, type, path, sectionId, seriesId, state, translationGroupId, createdAt, createdBy, ...others } = item;
  const { visibleFrom, wordCount, imageCount, hasVideo, hasAudio, sourceHash, ...logged } = others;
  const { loggedCorrections, loggedVersion, ...fields } = logged;
  return withoutNulls(fields);
}

function kindFields(id: number, parts: ItemParts) {
  const kind = parts.kinds.get(id);
  if (!kind) return {};
  const { body, contentId, ...details } = kind;
  const posts = parts.posts(id).map(({ id: postId, loggedVersion, sourceId, version, ...post }) => ({
    ...withoutNulls(post),
    sourceId: sourceId ?? `dateline:post:${postId}`,
    body: unlinkBlocks(post.body, parts.sourceIds),
  }));
  return { ...withoutNulls(details), body: unlinkBlocks(body, parts.sourceIds), ...(posts.length > 0 && { posts }) };
}

function sectionField(id: number | null, { sections }: ItemParts): Pick<ItemRecord, 'section'> {
  const section = id === null ? undefined : sections.get(id);
  const parent = section?.parentId == null ? undefined : sections.get(section.parentId);
  if (!section) return {};
  const { name, slug } = section;
  return { section: { name, slug, ...(parent && { parent: { name: parent.name, slug: parent.slug } }) } };
}

function seriesField(id: number | null, parts: ItemParts): Pick<ItemRecord, 'series'> {
  const series = id === null ? undefined : parts.series.get(id);
  return series ? { series: { name: series.title, slug: series.slug } } : {};
}
