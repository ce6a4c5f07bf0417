import type { Database } from '../db/client.js';
import { readId, readLine } from '../writing/fields.js';
import { conflict, invalid, notFound } from '../writing/user-faults.js';
import type { breakingStatus } from './table.js';
import { type BreakingRow, findRegionId, isArticle, lockBreakingItem } from './write.js';

type BreakingStatus = (typeof breakingStatus.enumValues)[number];

/** The item of an input's `id`. Nobody else writes it until the transaction ends. */
export async function takeItem(db: Database, globalId: string): Promise<BreakingRow> {
  const item = await lockBreakingItem(db, readId('id', globalId, ['BreakingItem']));
  if (!item) throw notFound('id', 'there is no such breaking item');
  return item;
}

/** Refuses to write an item that has left the ticker. */
export function checkShown({ expiresAt, id, status }: BreakingRow, now: Date): void {
  if (status === 'RETRACTED') throw conflict('id', 'it was retracted: publish another', id);
  if (expiresAt <= now) throw conflict('id', 'it has expired: publish another', id);
}

export function readAttribution(attribution: string | null | undefined): string | null {
  return attribution == null ? null : readLine('attribution', attribution);
}

export function readUrgency(urgency: number): number {
  if (urgency < 1 || urgency > 9) throw invalid('urgency', `must be from 1, the highest, to 9, not ${urgency}`);
  return urgency;
}

/** Refuses CORRECTED and RETRACTED: readers are told what was wrong, so these have mutations of their own. */
export function readStatus(status: BreakingStatus): BreakingStatus {
  if (status === 'CORRECTED') throw invalid('status', 'must be DEVELOPING or CONFIRMED: correctBreakingItem corrects');
  if (status === 'RETRACTED') throw invalid('status', 'must be DEVELOPING or CONFIRMED: retractBreakingItem retracts');
  return status;
}

export function readExpiry(expiresAt: Date, now: Date): Date {
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
  return expiresAt;
}

export async function readRegion(
  db: Database,
  language: string,
  slug: string | null | undefined,
): Promise<number | null> {
  if (slug == null) return null;
  const id = await findRegionId(db, language, slug);
  if (id === undefined)
    throw notFound('region', `there is no region ${JSON.stringify(slug.slice(0, 80))} in ${language}`);
  return id;
}

/** The article of a global id. It may be hidden still: readers see it once it is public. */
export async function readArticle(db: Database, globalId: string | null | undefined): Promise<number | null> {
  if (globalId == null) return null;
  const id = readId('article', globalId, ['Article']);
  if (!(await isArticle(db, id))) throw notFound('article', 'there is no such article');
  return id;
}
