import { hasRole, type Identity, type Role } from '../access/roles.js';
import { codedError } from '../errors.js';
import { type FieldValues, readInputs } from '../fields/field.js';
import { type ContentType, TYPE_NAMES, typeNameOf } from '../item/kind-names.js';
import { joinTranslations } from '../item/write.js';
import { applyPatch, fieldsOf, type Snapshot, snapshotSchema } from '../kinds/kinds.js';
import type { Context } from '../schema/context.js';
import { chooseWritingLanguage } from '../site/language.js';
import { unknownId } from '../writing/changes.js';
import { readId } from '../writing/fields.js';
import type { Writing } from '../writing/mutation.js';
import { conflict, invalid } from '../writing/user-faults.js';
import { findOrigin, type LockedItem, lockItem, peekAtItem, readSnapshot } from './lock.js';
import { insertDraft, saveItem } from './save.js';

interface CreateInput extends FieldValues {
  readonly slug?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly translationOf?: string | number | null | undefined;
}

/** Writes a new draft that belongs to the caller. Returns the id of the draft. */
export async function createItem(writing: Writing, type: ContentType, input: CreateInput): Promise<number> {
  const { caller, db, now } = writing;
  const patch = readInputs(fieldsOf(type), { ...input, slug: input.slug ?? undefined });
  const language = chooseWritingLanguage(writing, input.language);
  const item = snapshotSchema.parse({ type, language, slug: '', state: 'DRAFT', ...patch });
  checkExpiry(item, now);
  checkCoverage(item);
  const id = await insertDraft(writing, item, caller.identity.key);
  if (input.translationOf != null) {
    await joinTranslations(db, id, await findOriginal(writing, String(input.translationOf), language));
  }
  return id;
}

async function findOriginal({ db }: Writing, globalId: string, language: string): Promise<number> {
  const original = readId('translationOf', globalId, TYPE_NAMES);
  const origin = await findOrigin(db, original);
  if (!origin) throw unknownId('translationOf', 'item');
  if (origin.language === language) throw invalid('translationOf', `the original is in ${language} too`);
  return original;
}

interface UpdateInput extends FieldValues {
  readonly id: string | number;
  readonly version: number;
}

/** Changes the fields that the input contains. Refuses an item that has a newer version than the input. */
export async function updateItem(writing: Writing, type: ContentType, input: UpdateInput): Promise<number> {
  const item = await findToEdit(writing, type, input);
  return saveChanged(writing, item, applyPatch(item.snapshot, readInputs(fieldsOf(type), input)));
}

/** Locks and reads an item whose text is to be changed. Refuses a withdrawn item. */
export async function findToEdit(
  writing: Writing,
  type: ContentType,
  { id, version }: Pick<UpdateInput, 'id' | 'version'>,
): Promise<LockedItem> {
  const item = await findToWrite(writing, type, String(id), { least: 'contributor', version });
  if (item.state === 'WITHDRAWN') throw conflict('id', 'the item was withdrawn: unpublish it first', item.id);
  return item;
}

/** Writes an item after an editor changed its text or dates. The state stays the same. */
export async function saveChanged(writing: Writing, item: LockedItem, next: Snapshot): Promise<number> {
  const { now } = writing;
  const { embargoedUntil, expiresAt } = item.snapshot;
  const sameDates =
    embargoedUntil?.getTime() === next.embargoedUntil?.getTime() && expiresAt?.getTime() === next.expiresAt?.getTime();
  if (!sameDates) checkExpiry(next, now);
  checkCoverage(next);
  // The update time of a scheduled item is its publication, so that `updatedAt` is never earlier than `publishedAt`.
  const updatedAt = next.state === 'RELEASED' && next.publishedAt && next.publishedAt > now ? next.publishedAt : now;
  return saveItem(writing, item, next, { updatedAt, firstPublishedAt: firstPublished(item, next, now) });
}

interface Access {
  /** The least role of the caller. With `contributor`, the state of the item decides: see `checkAccess`. */
  readonly least: Role;
  readonly version?: number;
  /** The field of the input that holds the id of the item; `id` when absent. */
  readonly field?: string;
}

/** Locks the item that a mutation writes, checks that the caller may write it, and reads it whole. */
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

/** Makes the checks of `findToWrite` without a lock, so that a caller with an old version is refused without a wait. */
export async function refuseEarly(
  { caller, db }: Context,
  type: ContentType,
  { id, version }: Pick<UpdateInput, 'id' | 'version'>,
): Promise<void> {
  const item = await peekAtItem(db, readId('id', String(id), [typeNameOf(type)]), type);
  checkAccess(item, caller.identity, { least: 'contributor', version });
}

/**
 * Checks that the caller may write an item. Contributors may write their own drafts, and editors all drafts. Only
 * publishers may write published, scheduled and withdrawn items. But editors may add corrections.
 */
function checkAccess<Item extends Pick<LockedItem, 'id' | 'version' | 'state' | 'createdBy'>>(
  item: Item | undefined,
  identity: Identity,
  { field = 'id', least, version }: Access,
): asserts item is Item {
  if (!item) throw unknownId(field, 'item');
  const isOwn = item.createdBy !== null && item.createdBy === identity.key;
  const ofState = item.state !== 'DRAFT' ? 'publisher' : isOwn ? 'contributor' : 'editor';
  const needed = least === 'contributor' ? ofState : least;
  if (!hasRole(identity, needed)) {
    const what = item.state === 'DRAFT' ? "somebody else's draft" : 'a published, scheduled or withdrawn item';
    const message = `${field}: to change ${what} needs the role ${needed}; this token has ${identity.role}`;
    throw codedError('FORBIDDEN', message);
  }
  if (version === undefined || version === item.version) return;
  const message = `it is at version ${item.version}, but this change started from ${version}: load it again`;
  throw conflict('version', message, item.id);
}

/** Returns the time at which readers first see an item: its publication, or the later end of its embargo. */
function opensAt(publishedAt: Date, embargoedUntil: Date | undefined): Date {
  return embargoedUntil && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
}

/** Returns true if readers see the item at the time `now`. */
export function isPublicAt(
  { expiresAt, state, visibleFrom }: Pick<LockedItem, 'expiresAt' | 'state' | 'visibleFrom'>,
  now: Date,
): boolean {
  return state === 'RELEASED' && visibleFrom !== null && visibleFrom <= now && (expiresAt === null || expiresAt > now);
}

/** Refuses an expiry in the past, or before readers see the item. A draft has no date of publication yet. */
export function checkExpiry({ embargoedUntil, expiresAt, publishedAt, state }: Snapshot, now: Date): void {
  if (!expiresAt) return;
  const opens = state === 'RELEASED' && publishedAt ? opensAt(publishedAt, embargoedUntil) : embargoedUntil;
  if (opens && expiresAt <= opens) throw invalid('expiresAt', `must be after the publication, ${opens.toISOString()}`);
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
}

function checkCoverage({ coverageEndTime, coverageStartTime }: Snapshot): void {
  if (coverageStartTime && coverageEndTime && coverageEndTime < coverageStartTime)
    throw invalid('coverageEndTime', 'must not be before coverageStartTime');
}

/**
 * Returns the time at which readers first saw the item, or will see it. This time never changes once readers have seen
 * the item. An item that is released with an earlier date gets `now`.
 */
export function firstPublished({ firstPublishedAt }: LockedItem, item: Snapshot, now: Date): Date | null {
  if (firstPublishedAt && firstPublishedAt <= now) return firstPublishedAt;
  if (item.state !== 'RELEASED' || !item.publishedAt) return null;
  const opens = opensAt(item.publishedAt, item.embargoedUntil);
  return opens > now ? opens : now;
}
