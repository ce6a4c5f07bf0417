import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { statement } from '../../db/statement.js';
import { RECORD_TYPES } from '../../item/kind-names.js';
import { contentItems } from '../../item/table.js';
import { exportItem } from '../export/newsroom.js';
import type { StoredAge } from './age.js';
import { hashDraft, type ReadDraft, readDraft, type WriteSettings } from './read-draft.js';

/** True in SQL if an editor has changed the item. An import does not undo the decisions of editors. */
export const isEditedHere = sql<boolean>`exists (
  select from revisions where revisions.content_id = content_items.id and revisions.post_id = 0
    and revisions.action not in ('IMPORTED', 'FOUND'))`;

const { id, type, slug, path, version, state, publishedAt, firstPublishedAt, withdrawnAt } = contentItems;
const { sourceHash, sourceUpdatedAt, sourceVersion } = contentItems;
const dates = { publishedAt, firstPublishedAt, withdrawnAt };
const source = { sourceHash, sourceUpdatedAt, sourceVersion };
const itemColumns = { id, type, slug, path, version, state, ...dates, ...source, isEdited: isEditedHere };
const selectItem = (name: string, condition: SQL) =>
  statement(name, (db) => db.select(itemColumns).from(contentItems).where(condition));
const selectBySource = selectItem('content_by_source', sql`${contentItems.sourceId} = ${sql.placeholder('key')}`);
const selectOwn = selectItem(
  'content_made_here',
  sql`${contentItems.id} = ${sql.placeholder('key')}::bigint and ${contentItems.sourceId} is null`,
);

export type Existing = Awaited<ReturnType<typeof selectBySource>>[number];

/** Returns the age of a stored item. A withdrawal by an editor is left out, because imports do not change it anyway. */
export function ageOfStored({ isEdited, state, ...item }: Existing): StoredAge {
  const withdrawnAt = state === 'WITHDRAWN' && !isEdited ? item.withdrawnAt : null;
  return { version: item.sourceVersion, time: item.sourceUpdatedAt, withdrawnAt };
}

/** The source id that an export makes for an item without a source id: the item was created in this database. */
const OWN_NAME = /^dateline:(\d{1,18})$/;

/**
 * Finds the stored item of a draft. A draft is unchanged if it equals the last import of the item, or an export of the item
 * as it is now. For an item that was created here, an export makes a source id from the database id. The same id may
 * belong to another item in another database. So this item is found only if the draft equals its export.
 */
export async function findItem(db: Database, draft: ReadDraft, settings: WriteSettings) {
  const [existing] = await selectBySource(db, { key: draft.sourceId });
  if (existing) {
    const isRepeated = existing.sourceHash === hashDraft(draft);
    const isUnchanged = isRepeated || (await isAsExported(db, existing, draft, settings));
    return { existing, isUnchanged, isRepeated, isOwn: false };
  }
  const number = OWN_NAME.exec(draft.sourceId)?.[1];
  const [own] = number === undefined ? [] : await selectOwn(db, { key: number });
  const isOwn = own !== undefined && (await isAsExported(db, own, draft, settings));
  return { existing: isOwn ? own : undefined, isUnchanged: isOwn, isRepeated: false, isOwn };
}

/** True if a draft equals the export of an item. The versions are compared first, because an export reads many tables. */
async function isAsExported(db: Database, { id, version }: Existing, draft: ReadDraft, settings: WriteSettings) {
  const exported = draft.version === version ? await exportItem(db, id) : undefined;
  if (!exported) return false;
  const { record, ...fields } = exported;
  return hashDraft(readDraft({ ...fields, type: RECORD_TYPES[record] }, settings)) === hashDraft(draft);
}
