import { readId, readLine } from '../writing/fields.js';
import type { Writing } from '../writing/mutation.js';
import { conflict, invalid, notFound } from '../writing/user-faults.js';
import { readAttribution } from './fields.js';
import { type BreakingRow, lockBreakingItem, updateBreakingItem } from './write.js';

/** The item of an input's `id`, which nobody else writes meanwhile. */
export async function takeItem(globalId: string, { db }: Writing): Promise<BreakingRow> {
  const item = await lockBreakingItem(db, readId('id', globalId, ['BreakingItem']));
  if (!item) throw notFound('id', 'there is no such breaking item');
  return item;
}

/** Refuses to write what is off the ticker. */
export function checkShown({ expiresAt, id, status }: BreakingRow, now: Date): void {
  if (status === 'RETRACTED') throw conflict('id', 'it was retracted: publish another', id);
  if (expiresAt <= now) throw conflict('id', 'it has expired: publish another', id);
}

interface Correction {
  readonly id: string;
  readonly text: string;
  readonly attribution?: string | null | undefined;
}

/** A request that came twice corrects once. */
export async function putRight(input: Correction, writing: Writing): Promise<number> {
  const { db, now } = writing;
  const item = await takeItem(input.id, writing);
  checkShown(item, now);
  const text = readLine('text', input.text);
  const attribution = input.attribution === undefined ? item.attribution : readAttribution(input.attribution);
  const isSame = text === item.text && attribution === item.attribution;
  if (isSame && item.status !== 'CORRECTED') throw invalid('text', 'is what it says already');
  if (!isSame) await updateBreakingItem(db, item.id, { text, attribution, status: 'CORRECTED', updatedAt: now });
  return item.id;
}

/** An item that has expired may have been read: it can still be taken back. */
export async function takeBack(
  input: { readonly id: string; readonly reason: string },
  writing: Writing,
): Promise<number> {
  const { db, now } = writing;
  const retractedReason = readLine('reason', input.reason);
  const { id, status } = await takeItem(input.id, writing);
  if (status !== 'RETRACTED')
    await updateBreakingItem(db, id, { status: 'RETRACTED', retractedReason, updatedAt: now });
  return id;
}

/** What is off the ticker stays as it is. */
export async function endItem(input: { readonly id: string }, writing: Writing): Promise<number> {
  const { db, now } = writing;
  const { expiresAt, id, status } = await takeItem(input.id, writing);
  if (status !== 'RETRACTED' && expiresAt > now) await updateBreakingItem(db, id, { expiresAt: now, updatedAt: now });
  return id;
}
