import { hasRole, type Identity, type Role } from '../access/identity.js';
import { codedError } from '../errors.js';
import { type FieldValues, readInputs } from '../fields/field.js';
import { type ContentType, TYPE_NAMES, typeNameOf } from '../item/content-kinds.js';
import { fieldsOf } from '../kinds/kinds.js';
import { applyPatch, type Snapshot, snapshotSchema } from '../kinds/snapshot.js';
import type { Context } from '../schema/context.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { readId } from '../writing/fields.js';
import type { Writing } from '../writing/mutation.js';
import { conflict, invalid, notFound } from '../writing/user-faults.js';
import { checkCoverage, checkExpiry, firstPublished } from './dates.js';
import { joinTranslations } from './links.js';
import { findLanguage, keepFoundRevision, type LockedItem, lockItem, peekAtItem, readSnapshot } from './lock.js';
import { insertDraft, saveItem } from './save.js';

type CreateInput = FieldValues & {
  readonly slug?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly translationOf?: string | number | null | undefined;
};

/** Makes a draft, which is the writer's own. */
export async function createItem(writing: Writing, type: ContentType, input: CreateInput): Promise<number> {
  const { caller, db, now } = writing;
  const patch = readInputs(fieldsOf(type), { ...input, slug: input.slug ?? undefined });
  const language = chooseWritingLanguage(writing, input.language);
  const item = snapshotSchema.parse({ type, language, slug: '', state: 'DRAFT', ...patch });
  checkExpiry(item, now);
  checkCoverage(item);
  const id = await insertDraft(settingsOf(writing), item, caller.identity.key);
  if (input.translationOf != null) {
    await joinTranslations(db, id, await findOriginal(writing, String(input.translationOf), language));
  }
  return id;
}

/** Only a translation into another language is one. */
async function findOriginal({ db }: Writing, globalId: string, language: string): Promise<number> {
  const original = readId('translationOf', globalId, TYPE_NAMES);
  const languageThere = await findLanguage(db, original);
  if (languageThere === undefined) throw notFound('translationOf', 'there is no such item');
  if (languageThere === language) throw invalid('translationOf', `that item is in ${language} too`);
  return original;
}

type UpdateInput = FieldValues & {
  readonly id: string | number;
  readonly version: number;
};

/** Changes what an input says, if the item is still at the version that the change started from. */
export async function updateItem(writing: Writing, type: ContentType, input: UpdateInput): Promise<number> {
  const item = await findToWrite(writing, type, String(input.id), { least: 'contributor', version: input.version });
  if (item.state === 'WITHDRAWN') throw conflict('id', 'it was withdrawn: unpublish it to work on it', item.id);
  const next = applyPatch(item.snapshot, readInputs(fieldsOf(type), input));
  await saveChanged(writing, item, next);
  return item.id;
}

/** Writes what an editor changed of the text: its state stays. */
export async function saveChanged(writing: Writing, item: LockedItem, next: Snapshot): Promise<void> {
  const { now } = writing;
  const { embargoedUntil, expiresAt } = item.snapshot;
  const sameDates =
    embargoedUntil?.getTime() === next.embargoedUntil?.getTime() && expiresAt?.getTime() === next.expiresAt?.getTime();
  if (!sameDates) checkExpiry(next, now);
  checkCoverage(next);
  // A scheduled item is as new as the moment it opens.
  const opens = next.state === 'RELEASED' && next.publishedAt && next.publishedAt > now ? next.publishedAt : now;
  await saveNext(writing, item, next, { updatedAt: opens, firstPublishedAt: firstPublished(item, next, now) });
}

/** Writes the next version of an item. */
export async function saveNext(
  writing: Writing,
  item: LockedItem,
  next: Snapshot,
  dates: Parameters<typeof saveItem>[3],
): Promise<void> {
  await keepFoundRevision(writing.db, item.id);
  await saveItem(settingsOf(writing), item, next, dates);
}

function settingsOf({ db, now, site }: Writing) {
  return { db, now, siteLanguage: site.settings.language };
}

/** What is asked of who writes an item. */
interface Access {
  /** The least role; `contributor` for what depends on the item. */
  readonly least: Role;
  /** The version that the change started from. */
  readonly version?: number;
  /** The input's field that names the item. */
  readonly field?: string;
}

/**
 * The item to be written, for this transaction alone. A contributor writes drafts of their own, an editor any draft; what
 * is released, withdrawn or waits for its time is a publisher's, but for corrections.
 */
export async function findToWrite(
  { caller, db }: Writing,
  type: ContentType,
  globalId: string,
  access: Access,
): Promise<LockedItem> {
  const item = await lockItem(db, readId(access.field ?? 'id', globalId, [typeNameOf(type)]), type);
  checkAccess(item, caller.identity, access);
  return { ...item, snapshot: await readSnapshot(db, item.id) };
}

/**
 * The same before a transaction begins: of many who write one item at once, those who come too late are told so without
 * waiting in line.
 */
export async function refuseEarly(
  { caller, db }: Context,
  type: ContentType,
  { id, version }: { readonly id: string | number; readonly version: number },
): Promise<void> {
  const item = await peekAtItem(db, readId('id', String(id), [typeNameOf(type)]), type);
  checkAccess(item, caller.identity, { least: 'contributor', version });
}

type Known = Pick<LockedItem, 'id' | 'version' | 'state' | 'createdBy'>;

function checkAccess<Item extends Known>(
  item: Item | undefined,
  identity: Identity,
  { field = 'id', least, version }: Access,
): asserts item is Item {
  if (!item) throw notFound(field, 'there is no such item');
  const isOwn = item.createdBy !== null && item.createdBy === identity.key;
  const ofState = item.state !== 'DRAFT' ? 'publisher' : isOwn ? 'contributor' : 'editor';
  const needed = least === 'contributor' ? ofState : least;
  if (!hasRole(identity, needed)) {
    const what = item.state === 'DRAFT' ? "somebody else's draft" : 'what was published, scheduled or withdrawn';
    throw codedError(
      'FORBIDDEN',
      `${field}: to change ${what} needs the role ${needed}; this token has ${identity.role}`,
    );
  }
  if (version === undefined || version === item.version) return;
  const message = `it is at version ${item.version}, and this change started from ${version}: load it anew`;
  throw conflict('version', message, item.id);
}
