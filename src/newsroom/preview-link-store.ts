import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { apiTokens, previewLinks } from './table.js';

/** How long a link is remembered after it has expired. */
const DAYS_KEPT = 1;

export type PreviewLink = typeof previewLinks.$inferSelect;

const selectGood = statement('good_preview_link', (db) =>
  db
    .select({ contentId: previewLinks.contentId, tokenId: previewLinks.tokenId })
    .from(previewLinks)
    .leftJoin(apiTokens, sql`${apiTokens.id} = ${previewLinks.tokenId}`)
    .where(
      sql`${previewLinks.id} = ${sql.placeholder('id')} and ${previewLinks.revokedAt} is null and ${apiTokens.revokedAt} is null`,
    ),
);

/** What a link shows and which token made it; undefined once it, or that token, is revoked. */
export async function findGoodPreviewLink(db: Database, id: number) {
  const [found] = await selectGood(db, { id });
  return found;
}

export async function insertPreviewLink(db: Database, values: typeof previewLinks.$inferInsert): Promise<number> {
  const [row] = await db.insert(previewLinks).values(values).returning({ id: previewLinks.id });
  if (!row) throw new Error('the preview link was not written');
  return row.id;
}

export async function findPreviewLink(db: Database, id: number): Promise<PreviewLink | undefined> {
  const [found] = await db.select().from(previewLinks).where(hasId(id));
  return found;
}

/** Ends a link at once. One that is revoked stays so, since when it was first. */
export async function revokePreviewLink(db: Database, id: number, now: Date): Promise<void> {
  const revokedAt = sql`coalesce(${previewLinks.revokedAt}, ${now.toISOString()}::timestamptz)`;
  await db.update(previewLinks).set({ revokedAt }).where(hasId(id));
}

/** Forgets links that have expired: they show nothing any more. */
export async function prunePreviewLinks(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString();
  await db.execute(sql`delete from preview_links where expires_at < ${before}::timestamptz`);
}

/** An id that is too large for the column is one that is not there. */
function hasId(id: number) {
  return sql`${previewLinks.id} = ${id}::bigint`;
}
