import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import { authors } from '../../author/table.js';
import { breakingItems } from '../../breaking/table.js';
import { collectionItems, collections } from '../../collection/table.js';
import type { Database } from '../../db/client.js';
import { CONTENT_KINDS, type CONTENT_RECORDS } from '../../item/kind-names.js';
import { contentItems } from '../../item/table.js';
import { regions } from '../../region/table.js';
import { sections } from '../../section/table.js';
import { series } from '../../series/table.js';
import { editions, navigationItems, site, staticPages } from '../../site/table.js';
import { tags } from '../../tag/table.js';
import type { NewsroomRecordInput } from '../contract/records.js';
import { type ItemParts, type ItemRow, readParts, unlinkBlocks, withoutNulls } from './parts.js';

/** Receives one record of an export. The next record is sent after the returned promise has resolved. */
type Emit = (record: NewsroomRecordInput) => Promise<void>;

/** Exports the content of the site as it is at one moment. A record comes after the records that it refers to. */
export function exportNewsroom(db: Database, emit: Emit): Promise<void> {
  return db.transaction(
    async (tx) => {
      // The transaction may be idle for a long time, while the reader of the output is slow.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
      await exportSite(tx, emit);
      await exportTaxonomy(tx, emit);
      await exportItems(tx, emit);
      await exportPackages(tx, emit);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function exportSite(db: Database, emit: Emit): Promise<void> {
  for (const { id, ...row } of await db.select().from(site)) await emit({ record: 'site', ...withoutNulls(row) });
  for (const row of await db.select().from(editions).orderBy(asc(editions.position), asc(editions.language)))
    await emit({ record: 'edition', ...withoutNulls(row) });
  const items = await db.select().from(navigationItems).orderBy(asc(navigationItems.position), asc(navigationItems.id));
  const below = (parent: number | null) => items.filter(({ parentId }) => parentId === parent);
  const menus = new Map<string, Extract<NewsroomRecordInput, { record: 'navigation' }>>();
  for (const { id, label, language, menu, path } of below(null)) {
    const record = menus.get(`${language} ${menu}`) ?? { record: 'navigation', language, menu, items: [] };
    record.items.push({ label, path, children: below(id).map((child) => ({ label: child.label, path: child.path })) });
    menus.set(`${language} ${menu}`, record);
  }
  for (const record of menus.values()) await emit(record);
  const pages = await db.select().from(staticPages).orderBy(asc(staticPages.position), asc(staticPages.id));
  for (const { id, ...row } of pages)
    await emit({ record: 'page', ...withoutNulls(row), body: unlinkBlocks(row.body, new Map()) });
}

async function exportTaxonomy(db: Database, emit: Emit): Promise<void> {
  const parents = new Map<number, string>();
  // This order puts parents before their children, because the path of a parent is shorter.
  const rows = await db.select().from(sections).orderBy(sql`length(path)`, asc(sections.id));
  for (const { id, parentId, path, ...row } of rows) {
    parents.set(id, row.slug);
    const parent = parentId === null ? undefined : parents.get(parentId);
    await emit({ record: 'section', ...nameFields(row), ...(parent !== undefined && { parent }) });
  }
  for (const { id, ...row } of await db.select().from(regions).orderBy(asc(regions.id)))
    await emit({ record: 'region', ...nameFields(row) });
  for (const { id, ...row } of await db.select().from(authors).orderBy(asc(authors.id)))
    await emit({ record: 'author', ...nameFields(row) });
  for (const { id, ...row } of await db.select().from(tags).orderBy(asc(tags.id)))
    await emit({ record: 'tag', ...nameFields(row) });
  for (const { id, ...row } of await db.select().from(series).orderBy(asc(series.id)))
    await emit({ record: 'series', ...nameFields(row) });
}

/** Returns the fields of a name. A hidden name is exported as hidden, or an import would show it at once. */
function nameFields<Row extends { readonly shownFrom: Date | null }>({ shownFrom, ...row }: Row) {
  const isHidden = shownFrom === null || shownFrom > new Date();
  return { ...withoutNulls(row), ...(isHidden && { isHidden }) };
}

async function exportPackages(db: Database, emit: Emit): Promise<void> {
  for (const { id, ...row } of await db.select().from(collections).orderBy(asc(collections.id))) {
    const items = await db
      .select({ sourceId: sourceIdOfContent })
      .from(collectionItems)
      .innerJoin(contentItems, eq(contentItems.id, collectionItems.contentId))
      .where(eq(collectionItems.collectionId, id))
      .orderBy(asc(collectionItems.position));
    await emit({ record: 'collection', ...withoutNulls(row), items: items.map((item) => item.sourceId) });
  }
  const breaking = await db
    .select({
      ...getTableColumns(breakingItems),
      region: regions.slug,
      article: sql<string | null>`case when content_items.id is not null then ${sourceIdOfContent} end`,
    })
    .from(breakingItems)
    .leftJoin(regions, eq(regions.id, breakingItems.regionId))
    .leftJoin(contentItems, eq(contentItems.id, breakingItems.contentId))
    .orderBy(asc(breakingItems.id));
  for (const { id, contentId, loggedVersion, regionId, retractedReason, sourceUpdatedAt, version, ...row } of breaking)
    await emit({ record: 'breaking', ...withoutNulls(row), sourceId: row.sourceId ?? `dateline:breaking:${id}` });
}

/** The source id of an item. An item that was never imported gets a source id that is made from its id. */
const sourceIdOfContent = sql<string>`coalesce(content_items.source_id, 'dateline:' || content_items.id)`;

type ItemRecord = Extract<NewsroomRecordInput, { record: (typeof CONTENT_RECORDS)[number] }>;

const BATCH = 500;

/** Exports all items, of any kind and state, in the order of ids. The number of statements is the same for each batch. */
async function exportItems(db: Database, emit: Emit): Promise<void> {
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

/** Returns the columns that are also fields of a document, under the same names. */
function ownFields(item: ItemRow) {
  const { id, type, path, sectionId, seriesId, state, translationGroupId, createdAt, createdBy, ...others } = item;
  const { visibleFrom, wordCount, imageCount, hasVideo, hasAudio, sourceHash, ...logged } = others;
  const { loggedCorrections, loggedVersion, sourceUpdatedAt, ...fields } = logged;
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
