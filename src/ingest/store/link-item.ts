import { and, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { Block, DraftBlock } from '../../body/blocks.js';
import type { Database } from '../../db/client.js';
import { changesAny, columnsOfExcluded } from '../../db/columns.js';
import { contentItems } from '../../item/table.js';
import { joinTranslations, setRelated } from '../../item/write.js';
import { putKindRow } from '../../kinds/rows.js';
import { liveBlogPosts } from '../../live-blog/table.js';
import type { ContentDraft, ContentDraftInput, LiveBlogPostDraft } from '../contract/draft.js';
import { exportItem } from '../export/newsroom.js';
import { namedIn } from '../export/parts.js';
import { isEditedHere } from './find-item.js';

/**
 * Writes the parts of a draft that link to other items: body, posts, related news and original. Returns the source ids
 * of missing items. Links to missing items are left out of the body until `relinkItem` adds them.
 */
export async function linkItem(
  db: Database,
  id: number,
  draft: ContentDraft,
  { isNew, ownItems }: { isNew: boolean; ownItems: ReadonlyMap<string, number> },
): Promise<string[]> {
  const named = namedItems(draft);
  const ids = await findIdsBySource(db, named, ownItems);
  await putKindRow(db, id, { ...draft, body: linkBlocks(draft.body, ids) });
  if (draft.type === 'LIVE_BLOG') await putPosts(db, id, draft.posts, ids);
  // Only an existing item can have related news to remove.
  const related = draft.related.flatMap((sourceId) => ids.get(sourceId) ?? []).filter((other) => other !== id);
  if (!isNew || draft.related.length > 0) await setRelated(db, id, related);
  const original = draft.translationOf === undefined ? undefined : ids.get(draft.translationOf);
  if (original !== undefined && original !== id) await joinTranslations(db, id, original);
  return named.filter((sourceId) => !ids.has(sourceId));
}

const { title, body, isKeyEvent, isPinned, publishedAt, updatedAt } = liveBlogPosts;
/** The columns of a post that a document states. */
const statedOfPost = { title, body, isKeyEvent, isPinned, publishedAt, updatedAt };

/** Writes a live blog's posts. Deletes imported posts that are not in the document any more. Posts of editors stay. */
async function putPosts(
  db: Database,
  contentId: number,
  posts: readonly LiveBlogPostDraft[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const named = posts.map((post) => post.sourceId);
  const isGone = named.length > 0 ? notInArray(liveBlogPosts.sourceId, named) : isNotNull(liveBlogPosts.sourceId);
  await db.delete(liveBlogPosts).where(and(eq(liveBlogPosts.contentId, contentId), isGone));
  // Of several posts with one source id, the last one counts.
  const rows = [...new Map(posts.map((post) => [post.sourceId, post])).values()].map((post) => ({
    ...post,
    contentId,
    title: post.title ?? null,
    body: linkBlocks(post.body, ids),
    updatedAt: post.updatedAt ?? post.publishedAt,
  }));
  if (rows.length === 0) return;
  await db
    .insert(liveBlogPosts)
    .values(rows)
    .onConflictDoUpdate({
      target: [liveBlogPosts.contentId, liveBlogPosts.sourceId],
      set: { ...columnsOfExcluded(statedOfPost), version: sql`${liveBlogPosts.version} + 1` },
      // An unchanged post gets no new version.
      setWhere: changesAny(statedOfPost),
    });
}

/** An item that must be linked again at the end of an import. */
export interface UnlinkedItem {
  readonly id: number;
  /** The newest draft of the item. */
  readonly draft: ContentDraft;
  /** The source ids that no item had when this import wrote this item. Undefined if the import found it unchanged. */
  readonly missing?: readonly string[];
}

/**
 * Links an item with items that were imported after it, and updates the revision that the import wrote. Does nothing if
 * an editor has changed the item meanwhile. Returns the source ids that are still missing.
 */
export async function relinkItem(
  db: Database,
  { id, draft, missing }: UnlinkedItem,
  ownItems: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const ids = await findIdsBySource(db, missing ?? namedItems(draft), ownItems);
  const isDone = missing ? ids.size === 0 : await isLinked(db, id, draft, ids);
  if (isDone) return missing ?? namedItems(draft).filter((sourceId) => !ids.has(sourceId));
  const { rows } = await db.execute<{ isEdited: boolean }>(sql`
    select ${isEditedHere} as "isEdited" from content_items where id = ${id} for no key update`);
  if (rows[0]?.isEdited !== false) return [];
  const stillMissing = await linkItem(db, id, draft, { isNew: false, ownItems });
  await db.execute(sql`
    update revisions set snapshot = content_snapshot(content_items) from content_items
    where content_items.id = ${id} and revisions.content_id = ${id} and revisions.post_id = 0
      and revisions.version = content_items.version`);
  return stillMissing;
}

/** True if the item is already linked with all existing items that its draft refers to. */
async function isLinked(db: Database, id: number, draft: ContentDraft, ids: ReadonlyMap<string, number>) {
  const stored = await exportItem(db, id);
  const linked = new Set([...namedInBodies(stored ?? {}), ...(stored?.related ?? [])]);
  const wanted = [...namedInBodies(draft), ...draft.related.filter((sourceId) => ids.get(sourceId) !== id)];
  if (wanted.some((sourceId) => ids.has(sourceId) && !linked.has(sourceId))) return false;
  const original = draft.translationOf === undefined ? undefined : ids.get(draft.translationOf);
  return original === undefined || original === id || areTranslations(db, id, original);
}

async function areTranslations(db: Database, id: number, original: number): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from content_items item join content_items other using (translation_group_id)
    where item.id = ${id} and other.id = ${original}`);
  return rows.length > 0;
}

/** Turns the blocks of a draft into stored blocks. Source ids become ids. Links to missing items are left out. */
export function linkBlocks(blocks: readonly DraftBlock[], ids: ReadonlyMap<string, number>): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'relatedNews') {
      const items = block.items.flatMap((sourceId) => ids.get(sourceId) ?? []);
      return items.length > 0 ? [{ ...block, items }] : [];
    }
    if (block.type === 'articleLink') {
      const article = ids.get(block.article);
      return article === undefined ? [] : [{ ...block, article }];
    }
    return [block];
  });
}

/** Finds the ids of the items that exist. An imported item is preferred to an item that was created here. */
export async function findIdsBySource(
  db: Database,
  sourceIds: readonly string[],
  ownItems: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db
    .select({ id: contentItems.id, sourceId: contentItems.sourceId })
    .from(contentItems)
    .where(inArray(contentItems.sourceId, [...sourceIds]));
  const stored = new Map(rows.map((row) => [row.sourceId, row.id]));
  const ids = new Map<string, number>();
  for (const sourceId of sourceIds) {
    const id = stored.get(sourceId) ?? ownItems.get(sourceId);
    if (id !== undefined) ids.set(sourceId, id);
  }
  return ids;
}

/** Returns the source ids in a draft: in its body and posts, in its related news, and as its original. */
export function namedItems(draft: ContentDraft): string[] {
  const original = draft.translationOf === undefined ? [] : [draft.translationOf];
  return [...new Set([...namedInBodies(draft), ...draft.related, ...original])];
}

/** Returns the source ids in the bodies of an item and its posts. */
function namedInBodies({ body = [], posts = [] }: Pick<ContentDraftInput, 'body' | 'posts'>): string[] {
  return [body, ...posts.map((post) => post.body ?? [])].flat().flatMap(namedIn);
}
