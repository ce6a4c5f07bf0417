import { inArray, sql } from 'drizzle-orm';
import type { Block, DraftBlock } from '../../body/blocks.js';
import { sanitizeInline } from '../../body/inline-html.js';
import type { Database } from '../../db/client.js';
import { joinTranslations, setRelated } from '../../editing/links.js';
import { contentItems } from '../../item/table.js';
import type { ContentDraft } from '../document/draft.js';
import { exportItem } from '../export/items.js';
import { isEditedHere } from './edited.js';
import { putDraftKind } from './put-kind.js';

interface Linking {
  readonly isNew: boolean;
  /** Items without a source id, by what the documents call them. */
  readonly madeHere: ReadonlyMap<string, number>;
}

/**
 * Writes what a draft says of other items: its body, its related news and what it translates. Answers the source ids
 * that aren't here: a body leaves them out until it is linked again.
 */
export async function linkItem(
  db: Database,
  id: number,
  draft: ContentDraft,
  { isNew, madeHere }: Linking,
): Promise<string[]> {
  const named = namedItems(draft);
  const ids = await findIdsBySource(db, named, madeHere);
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
export async function relinkItem(
  db: Database,
  id: number,
  draft: ContentDraft,
  madeHere: ReadonlyMap<string, number>,
): Promise<string[]> {
  const ids = await findIdsBySource(db, namedItems(draft), madeHere);
  if (await isLinked(db, id, draft, ids)) return namedItems(draft).filter((sourceId) => !ids.has(sourceId));
  const { rows } = await db.execute<{ isEdited: boolean }>(sql`
    select ${isEditedHere} as "isEdited" from content_items where id = ${id} for no key update`);
  if (rows[0]?.isEdited !== false) return [];
  const missing = await linkItem(db, id, draft, { isNew: false, madeHere });
  await db.execute(sql`
    update revisions set snapshot = content_snapshot(content_items) from content_items
    where content_items.id = ${id} and revisions.content_id = ${id} and revisions.post_id = 0
      and revisions.version = content_items.version`);
  return missing;
}

/** Whether the item leads to all that its draft names and that is here: then there is nothing to write. */
async function isLinked(
  db: Database,
  id: number,
  draft: ContentDraft,
  ids: ReadonlyMap<string, number>,
): Promise<boolean> {
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

/** Ids of the items that are here. What has a source id comes before what an export calls by a number. */
export async function findIdsBySource(
  db: Database,
  sourceIds: readonly string[],
  madeHere: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await db
    .select({ id: contentItems.id, sourceId: contentItems.sourceId })
    .from(contentItems)
    .where(inArray(contentItems.sourceId, [...sourceIds]));
  const own = sourceIds.flatMap((sourceId): [string, number][] => {
    const id = madeHere.get(sourceId);
    return id === undefined ? [] : [[sourceId, id]];
  });
  return new Map([
    ...own,
    ...rows.flatMap(({ id, sourceId }): [string, number][] => (sourceId === null ? [] : [[sourceId, id]])),
  ]);
}

/** Source ids that a draft names: what it links to, its related news, what it translates. */
export function namedItems(draft: ContentDraft): string[] {
  const original = draft.translationOf === undefined ? [] : [draft.translationOf];
  return [...new Set([...namedInBodies(draft), ...draft.related, ...original])];
}

interface Bodies {
  readonly body?: readonly DraftBlock[] | undefined;
  readonly posts?: readonly { readonly body?: readonly DraftBlock[] | undefined }[] | undefined;
}

/** Source ids in the text of an item and of its posts. */
function namedInBodies({ body = [], posts = [] }: Bodies): string[] {
  return [body, ...posts.map((post) => post.body ?? [])].flat().flatMap((block) => {
    if (block.type === 'relatedNews') return block.items;
    return block.type === 'articleLink' ? [block.article] : [];
  });
}
