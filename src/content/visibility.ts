import { sql } from 'drizzle-orm';

/**
 * The one rule of what readers may see, for statements over `content_items` that are given `now`: released by an
 * editor, no longer scheduled or embargoed, not expired, not withdrawn. Every statement that reads items for readers
 * holds it, so no path can leak one.
 */
export const isPublic = sql`(content_items.state = 'RELEASED' and content_items.visible_from <= ${sql.placeholder('now')}
  and (content_items.expires_at is null or content_items.expires_at > ${sql.placeholder('now')}))`;
