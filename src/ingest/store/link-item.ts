import { inArray, sql } from 'drizzle-orm';
import type { Block } from '../../content/blocks.js';
import { joinTranslations, setRelated } from '../../content/edit/links.js';
import { sanitizeInline } from '../../content/inline-html.js';
import { contentItems } from '../../content/table.js';
import type { Database } from '../../db/client.js';
import type { ContentDraft, DraftBlock } from '../draft.js';
import { isEditedHere } from './edited.js';
import { putDraftKind } from './put-kind.js';

/**
 * Writes what a draft says of other items: its body, its related news and what it translates. Answers the source ids
 * that aren't here: a body leaves them out until it is linked again.
 */
export async function linkItem(db: Database, id: number, draft: ContentDraft, isNew: boolean): Promise<string[]> {
  const named = namedItems(draft);
  const ids = await findIdsBySource(db, named);
  await putDraftKind(db, id, draft, (blocks) => linkBlocks(blocks, ids));
  // A new item has none that could be left over.
  if (!isNew || draft.related.length > 0)
    await setRelated(
      db,
      id,
      draft.related.flatMap((sourceId) => ids.get(sourceId) ?? []).filter((other) => other !== id),
    );
  const original = draft.translationOf === undefined ? undefined : ids.get(draft.translationOf);
  if (original !== undefined && original !== id) await joinTranslations(db, id, original);
  return named.filter((sourceId) => !ids.has(sourceId));
}

/**
 * Links an item with what came after it: the version that the import wrote is whole only then, and so is its revision. What
 * the newsroom has edited since stays as it is.
 */
export async function relinkItem(db: Database, id: number, draft: ContentDraft): Promise<string[]> {
  const { rows } = await db.execute<{ isEdited: boolean }>(sql`
    select ${isEditedHere} as "isEdited" from content_items where id = ${id} for no key update`);
  if (rows[0]?.isEdited !== false) return [];
  const missing = await linkItem(db, id, draft, false);
  await db.execute(sql`
    update revisions set snapshot = content_snapshot(content_items) from content_items
    where content_items.id = ${id} and revisions.content_id = ${id} and revisions.post_id = 0
      and revisions.version = content_items.version`);
  return missing;
}

/** Blocks whose HTML may be shown: nothing else sanitises what a document brings. */
export function sanitizeBlocks(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map((block) => (block.type === 'paragraph' ? { ...block, html: sanitizeInline(block.html) } : block));
}

/** The blocks as they are stored: other items by their ids, without those that aren't here. */
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

export async function findIdsBySource(db: Database, sourceIds: readonly string[]): Promise<Map<string, number>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db
    .select({ id: contentItems.id, sourceId: contentItems.sourceId })
    .from(contentItems)
    .where(inArray(contentItems.sourceId, [...sourceIds]));
  return new Map(rows.flatMap(({ id, sourceId }) => (sourceId === null ? [] : [[sourceId, id]])));
}

/** Source ids that a draft names: what it links to, its related news, what it translates. */
export function namedItems(draft: ContentDraft): string[] {
  const inBody = [draft.body, ...draft.posts.map((post) => post.body)].flat().flatMap((block) => {
    if (block.type === 'relatedNews') return block.items;
    return block.type === 'articleLink' ? [block.article] : [];
  });
  return [
    ...new Set([...inBody, ...draft.related, ...(draft.translationOf === undefined ? [] : [draft.translationOf])]),
  ];
}
