import { and, type SQL, sql } from 'drizzle-orm';
import { isAsked, isIfGiven } from '../db/asked.js';
import { pageStatement } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { revisions } from '../editing/table.js';
import { contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';

/** Makes a statement for the items in one state, the most recently changed first. Readers do not see these items. */
const newsroomItems = (status: string, condition: SQL) =>
  pageStatement(`newsroom_${status}`, [contentItems.updatedAt, contentItems.id], 'desc', (db, page) =>
    db
      .select(contentColumns)
      .from(contentItems)
      .where(
        and(
          condition,
          isIfGiven(contentItems.language, 'language'),
          isIfGiven(contentItems.createdBy, 'createdBy'),
          page.where,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit),
  );

/** Each state has a prepared statement of its own, because the states use different indexes. */
export const selectNewsroomItems = {
  DRAFT: newsroomItems('DRAFT', sql`${contentItems.state} = 'DRAFT'`),
  SCHEDULED: newsroomItems(
    'SCHEDULED',
    sql`${contentItems.state} = 'RELEASED' and ${contentItems.loggedVersion} is null
      and ${contentItems.visibleFrom} > ${sql.placeholder('now')}`,
  ),
  WITHDRAWN: newsroomItems('WITHDRAWN', sql`${contentItems.state} = 'WITHDRAWN'`),
};

const { action, changedAt, changedBy, snapshot, version } = revisions;

/** Reads the revisions of an item, the newest first. */
export const selectRevisions = pageStatement('revisions', [version], 'desc', (db, page) =>
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
export type Revision = Awaited<ReturnType<typeof selectRevisions>>[number];

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
