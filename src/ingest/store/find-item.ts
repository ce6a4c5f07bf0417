import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { statement } from '../../db/statement.js';
import { RECORD_TYPES } from '../../item/kind-names.js';
import { contentItems } from '../../item/table.js';
import { exportItem } from '../export/items.js';
import { hashDraft, type ReadDraft, readDraft, type WriteSettings } from './read-draft.js';

/** Whether an editor has changed the item, for statements over `content_items`. An import keeps what editors decided. */
export const isEditedHere = sql<boolean>`exists (
  select from revisions where revisions.content_id = content_items.id and revisions.post_id = 0
    and revisions.action not in ('IMPORTED', 'FOUND'))`;

const { id, type, slug, path, version, sourceHash, publishedAt, firstPublishedAt } = contentItems;
const dates = { publishedAt, firstPublishedAt };
const existingColumns = { id, type, slug, path, version, sourceHash, ...dates, isEdited: isEditedHere };
const selectItem = (name: string, condition: SQL) =>
  statement(name, (db) => db.select(existingColumns).from(contentItems).where(condition));
const selectBySource = selectItem('content_by_source', sql`${contentItems.sourceId} = ${sql.placeholder('key')}`);
const selectOwn = selectItem(
  'content_made_here',
  sql`${contentItems.id} = ${sql.placeholder('key')}::bigint and ${contentItems.sourceId} is null`,
);

/** The stored item of a draft. */
export type Existing = Awaited<ReturnType<typeof selectBySource>>[number];

/** The name that an export gives to an item that was created here, and so has no source id. */
const OWN_NAME = /^dateline:(\d{1,18})$/;

export interface FoundItem {
  readonly existing: Existing | undefined;
  /** Whether the draft changes nothing. */
  readonly isUnchanged: boolean;
  /** Whether items that the draft names may have been missing before: its links are checked once more. */
  readonly mayLackLinks: boolean;
  /** Whether the item was created here. Only this import knows the name that the draft gives it. */
  readonly isOwn: boolean;
}

/**
 * Finds the item of a draft. A draft is unchanged when it equals the last import of the item, or an export of the item as
 * it is now. An item that was created here is named by its id, which another database may have given to another item: so it
 * counts as the draft's item only when the draft equals its export.
 */
export async function findItem(db: Database, draft: ReadDraft, settings: WriteSettings): Promise<FoundItem> {
  const [existing] = await selectBySource(db, { key: draft.sourceId });
  if (existing) {
    const isRepeated = existing.sourceHash === hashDraft(draft);
    const isUnchanged = isRepeated || (await isAsExported(db, existing, draft, settings));
    return { existing, isUnchanged, mayLackLinks: isRepeated, isOwn: false };
  }
  const number = OWN_NAME.exec(draft.sourceId)?.[1];
  const [own] = number === undefined ? [] : await selectOwn(db, { key: number });
  const isOwn = own !== undefined && (await isAsExported(db, own, draft, settings));
  return { existing: isOwn ? own : undefined, isUnchanged: isOwn, mayLackLinks: false, isOwn };
}

/** Whether a draft equals the export of an item. The versions are compared first, because an export reads many tables. */
async function isAsExported(
  db: Database,
  existing: Existing,
  draft: ReadDraft,
  settings: WriteSettings,
): Promise<boolean> {
  const exported = draft.version === existing.version ? await exportItem(db, existing.id) : undefined;
  if (!exported) return false;
  const { record, ...fields } = exported;
  return hashDraft(readDraft({ ...fields, type: RECORD_TYPES[record] }, settings)) === hashDraft(draft);
}
