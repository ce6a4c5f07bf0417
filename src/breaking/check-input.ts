import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { contentItems } from '../item/table.js';
import { findRegions } from '../region/store.js';
import { unknownId, unknownName } from '../writing/changes.js';
import { readBetween, readId, readLine } from '../writing/fields.js';
import { invalid } from '../writing/user-faults.js';
import type { breakingItems } from './table.js';

export const LONGEST_TEXT = 500;

/** Reads the text of a breaking item: one line, not empty. */
export const readItemText = (text: string): string => readLine('text', text);

export const readUrgency = readBetween(1, 9, '1, the highest,');

type Status = (typeof breakingItems.$inferSelect)['status'];

/** Refuses CORRECTED and RETRACTED. Separate mutations set these states, with the new text or the reason. */
export function readStatus(field: string, status: Status): Status {
  if (status === 'CORRECTED') throw invalid(field, 'must be DEVELOPING or CONFIRMED: use correctBreakingItem');
  if (status === 'RETRACTED') throw invalid(field, 'must be DEVELOPING or CONFIRMED: use retractBreakingItem');
  return status;
}

export function readExpiry(expiresAt: Date, now: Date): Date {
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future');
  return expiresAt;
}

/** Returns the id of a region by its slug. Null means no region, and undefined means no change. */
export async function readRegion(db: Database, language: string, slug: string | null | undefined) {
  if (slug == null) return slug;
  const region = (await findRegions(db)).find((row) => row.language === language && row.slug === slug);
  if (!region) throw unknownName('region', 'region', slug, language);
  return region.id;
}

/** Reads the global id of an article, which may be in any state. Readers see the article only once it is public. */
export async function readArticle(db: Database, globalId: string | null | undefined) {
  if (globalId == null) return globalId;
  const id = readId('article', globalId, ['Article']);
  const isArticle = and(eq(contentItems.id, id), eq(contentItems.type, 'ARTICLE'));
  const rows = await db.select({ id: contentItems.id }).from(contentItems).where(isArticle);
  if (rows.length === 0) throw unknownId('article', 'article');
  return id;
}
