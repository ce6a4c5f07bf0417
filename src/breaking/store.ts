import { and, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { statement } from '../db/statement.js';
import { breakingItems } from './table.js';

const { sourceId, ...columns } = getTableColumns(breakingItems);

/** What the ticker shows at `now`: an item that was retracted or has expired is gone. */
const isShown = sql`(${breakingItems.status} <> 'RETRACTED' and ${breakingItems.publishedAt} <= ${sql.placeholder('now')}
  and ${breakingItems.expiresAt} > ${sql.placeholder('now')})`;

const selectByIds = statement('breaking_items_by_id', (db) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(sql`${breakingItems.id} = any(${sql.placeholder('ids')}::bigint[]) and ${isShown}`),
);

const selectPage = pageStatement('breaking_items', [breakingItems.publishedAt, breakingItems.id], 'desc', (db, page) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(
      and(
        sql`(${breakingItems.language} = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null)`,
        isShown,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit),
);

export type BreakingItem = Awaited<ReturnType<typeof selectByIds>>[number];

export function findBreakingItemsByIds(db: Database, now: Date, ids: readonly number[]): Promise<BreakingItem[]> {
  return selectByIds(db, { now, ids });
}

/** The newest first; in every language for null. */
export function findBreakingItems(
  db: Database,
  now: Date,
  language: string | null,
  page: PageRequest,
): Promise<BreakingItem[]> {
  return selectPage(db, { now, language }, page);
}
