import type { Database } from '../db/client.js';
import { readId, readLine } from '../writing/fields.js';
import { invalid, notFound } from '../writing/user-faults.js';
import type { breakingStatus } from './table.js';
import { findRegionId, isArticle } from './write.js';

type BreakingStatus = (typeof breakingStatus.enumValues)[number];

export function readAttribution(attribution: string | null | undefined): string | null {
  return attribution == null ? null : readLine('attribution', attribution);
}

export function readUrgency(urgency: number): number {
  if (urgency < 1 || urgency > 9) throw invalid('urgency', `must be from 1, the highest, to 9, not ${urgency}`);
  return urgency;
}

/** A correction and a retraction are seen as such, and say what was wrong: no other mutation sets their marks. */
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

/** An article that readers can't see yet may be named: they see no article until they may. */
export async function readArticle(db: Database, globalId: string | null | undefined): Promise<number | null> {
  if (globalId == null) return null;
  const id = readId('article', globalId, ['Article']);
  if (!(await isArticle(db, id))) throw notFound('article', 'there is no such article');
  return id;
}
