import { sql } from 'drizzle-orm';
import { apiTokens, firstRevocation, hasId } from '../access/table.js';
import type { Database } from '../db/client.js';
import { deleteEach } from '../db/each-row.js';
import { statement } from '../db/statement.js';
import { previewLinks } from './table.js';

/** The time for which the row of an expired link is kept, in days. */
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

/** Returns what a link shows and the API token that created it. Undefined if the link or this token was revoked. */
export async function findGoodPreviewLink(db: Database, id: number) {
  const [found] = await selectGood(db, { id });
  return found;
}

export async function insertPreviewLink(db: Database, values: typeof previewLinks.$inferInsert): Promise<number> {
  const [row] = await db.insert(previewLinks).values(values).returning({ id: previewLinks.id });
  if (!row) throw new Error('the preview link was not written');
  return row.id;
}

export async function findPreviewLink(db: Database, id: number): Promise<PreviewLink | null> {
  const [found] = await db.select().from(previewLinks).where(hasId(previewLinks, id));
  return found ?? null;
}

/** Revokes a link. A link that was revoked before keeps its first `revokedAt`. */
export async function revokePreviewLink(db: Database, id: number, now: Date): Promise<void> {
  await db.update(previewLinks).set(firstRevocation(previewLinks, now)).where(hasId(previewLinks, id));
}

/** Deletes links that expired more than `DAYS_KEPT` days ago. */
export async function prunePreviewLinks(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString();
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from preview_links where expires_at < ${before}::timestamptz`,
  );
  await deleteEach(
    'preview links',
    rows.map(({ id }) => Number(id)),
    (ids) => db.execute(sql`delete from preview_links where id = any(${sql.param(ids)}::bigint[])`),
  );
}
