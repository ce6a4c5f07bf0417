import { and, sql } from 'drizzle-orm';
import { isAsked } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { revisions } from '../editing/table.js';
import { contentItems } from '../item/table.js';

const { action, changedAt, changedBy, snapshot, version } = revisions;

const selectPage = pageStatement('revisions', [version], 'desc', (db, page) =>
  db
    .select({
      version,
      action,
      changedAt,
      changedBy,
      snapshot,
      before: sql<unknown>`(select earlier.snapshot from revisions as earlier
        where earlier.content_id = revisions.content_id and earlier.post_id = 0 and earlier.version < revisions.version
        order by earlier.version desc limit 1)`,
    })
    .from(revisions)
    .where(
      and(
        sql`${revisions.contentId} = ${sql.placeholder('contentId')}::bigint and ${revisions.postId} = 0`,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit),
);

/** A revision of an item. `before` is the snapshot of the previous revision. */
export type Revision = Awaited<ReturnType<typeof selectPage>>[number];

/** Reads revisions, the newest first. */
export function findRevisions(db: Database, contentId: number, page: PageRequest): Promise<Revision[]> {
  return selectPage(db, { contentId }, page);
}

const { edNote, id, withdrawnReason } = contentItems;

const selectEditorial = statement('content_editorial', (db) =>
  db.select({ id, edNote, withdrawnReason }).from(contentItems).where(isAsked(id)),
);

/** Loads the columns of items that readers may not see. */
export function deskLoaders({ batch, db }: Reading) {
  return {
    editorial: batch.loadOne(
      (ids) => selectEditorial(db, { ids }),
      (row) => row.id,
    ),
  };
}
