import { and, sql } from 'drizzle-orm';
import { isIfGiven } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';

/** The state of items that readers do not see. */
type NewsroomStatus = 'DRAFT' | 'SCHEDULED' | 'WITHDRAWN';

const CONDITIONS: Record<NewsroomStatus, ReturnType<typeof sql>> = {
  DRAFT: sql`${contentItems.state} = 'DRAFT'`,
  SCHEDULED: sql`${contentItems.state} = 'RELEASED' and ${contentItems.loggedVersion} is null
    and ${contentItems.visibleFrom} > ${sql.placeholder('now')}`,
  WITHDRAWN: sql`${contentItems.state} = 'WITHDRAWN'`,
};

/** Each status has a prepared statement of its own, because the statuses use different indexes. */
const selectPages = new Map(
  Object.entries(CONDITIONS).map(([status, condition]) => [
    status,
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
    ),
  ]),
);

interface NewsroomRequest {
  readonly status: NewsroomStatus;
  readonly now: Date;
  /** Null stands for every language. */
  readonly language: string | null;
  /** Null stands for the items of everybody. */
  readonly createdBy: string | null;
}

/** Reads the items that readers don't see, the most recently changed first. */
export async function findNewsroomItems(
  db: Database,
  { status, ...values }: NewsroomRequest,
  page: PageRequest,
): Promise<ContentItem[]> {
  const select = selectPages.get(status);
  if (!select) throw new Error(`there is no list of ${status}`);
  return select(db, values, page);
}
