import type { Database } from '../../db/client.js';
import { RECORD_TYPES } from '../../item/content-kinds.js';
import { exportItem } from '../export/items.js';
import { hashDraft } from './item-values.js';
import { type ReadDraft, readDraft } from './read-draft.js';
import { type Existing, findExisting, findMadeHere, type WriteSettings } from './write-item.js';

/** What an export calls an item that no import brought. */
const OWN_NAME = /^dateline:(\d{1,18})$/;

/** The item that a draft is of, and whether the draft says nothing new of it. */
export interface FoundItem {
  readonly existing: Existing | undefined;
  readonly isUnchanged: boolean;
  /** What it names may have come since: it is to be looked at once more. */
  readonly mayLackLinks: boolean;
  /** The item has no source id of its own: the name that the draft has for it is known to this import only. */
  readonly isMadeHere: boolean;
}

/**
 * Finds the item of a draft. A draft is unchanged when it is the one that was imported last, or when it says what an
 * export of the item says now. An item without a source id is named by its number, and another database may have used
 * the same number: it counts as the draft's item only when all that they say is the same.
 */
export async function findItem(db: Database, draft: ReadDraft, settings: WriteSettings): Promise<FoundItem> {
  const existing = await findExisting(db, draft.sourceId);
  if (existing) {
    const isRepeated = existing.sourceHash === hashDraft(draft);
    const isUnchanged = isRepeated || (await isAsExported(db, existing, draft, settings));
    return { existing, isUnchanged, mayLackLinks: isRepeated, isMadeHere: false };
  }
  const number = OWN_NAME.exec(draft.sourceId)?.[1];
  const own = number === undefined ? undefined : await findMadeHere(db, number);
  return own && (await isAsExported(db, own, draft, settings))
    ? { existing: own, isUnchanged: true, mayLackLinks: false, isMadeHere: true }
    : { existing: undefined, isUnchanged: false, mayLackLinks: false, isMadeHere: false };
}

/** Only a draft that gives the item's version can be its export: others are spared the look at all its tables. */
async function isAsExported(
  db: Database,
  { id, version }: Existing,
  draft: ReadDraft,
  settings: WriteSettings,
): Promise<boolean> {
  const exported = draft.version === version ? await exportItem(db, id) : undefined;
  if (!exported) return false;
  const { record, ...fields } = exported;
  return hashDraft(readDraft({ ...fields, type: RECORD_TYPES[record] }, settings)) === hashDraft(draft);
}
