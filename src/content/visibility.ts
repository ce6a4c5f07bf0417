import { sql } from 'drizzle-orm';
import type { Sight } from '../db/reading.js';

/**
 * The one rule of what readers may see, for statements over `content_items` that are given `now`: released by an
 * editor, no longer scheduled or embargoed, not expired, not withdrawn. Every statement that reads items for readers
 * holds it, so no path can leak one.
 */
export const isPublic = sql`(content_items.state = 'RELEASED' and content_items.visible_from <= ${sql.placeholder('now')}
  and (content_items.expires_at is null or content_items.expires_at > ${sql.placeholder('now')}))`;

/**
 * For one item that is asked for by its id, slug or path: what is public, and what the request previews; a link shows
 * nothing that was withdrawn. Lists, counts and search hold `isPublic` alone. Statements with it are given `sightValues`.
 */
export const isSeen = sql`(${isPublic} or ${sql.placeholder('seesAll')}::boolean
  or (content_items.id = any(${sql.placeholder('seesIds')}::bigint[]) and content_items.state <> 'WITHDRAWN'))`;

export function sightValues({ now, sees }: Sight) {
  return { now, seesAll: sees.all, seesIds: sees.ids };
}
