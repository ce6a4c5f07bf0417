import { and, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { statement } from '../db/statement.js';
import { breakingItems } from './table.js';

const { sourceId, loggedVersion, ...columns } = getTableColumns(breakingItems);

/** What the ticker shows at `now`: an item that was retracted or has expired is gone. */
const isShown = sql`(${breakingItems.status} <> 'RETRACTED' and ${breakingItems.publishedAt} <= ${sql.placeholder('now')}
  and ${breakingItems.expiresAt} > ${sql.placeholder('now')})`;

const selectByIds = statement('breaking_items_by_id', (db) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(sql`${breakingItems.id} = any(${sql.placeholder('ids')}::bigint[]) and ${isShown}`),
);

const selectAnyByIds = statement('any_breaking_items_by_id', (db) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(sql`${breakingItems.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

const selectPage = pageStatement('breaking_items', [breakingItems.publishedAt, breakingItems.id], 'desc', (db, page) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(
      and(
        sql`(${breakingItems.language} = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null)`,
        sql`(${breakingItems.regionId} = any(${sql.placeholder('regionIds')}::int[]) or ${sql.placeholder('regionIds')}::int[] is null)`,
        sql`(${breakingItems.urgency} <= ${sql.placeholder('maxUrgency')}::int or ${sql.placeholder('maxUrgency')}::int is null)`,
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

/** For the newsroom: those that were retracted, or have expired, too. */
export function findAnyBreakingItems(db: Database, ids: readonly number[]): Promise<BreakingItem[]> {
  return selectAnyByIds(db, { ids });
}

/** Which lines of the ticker are asked for; null sets no condition. */
export interface BreakingScope {
  readonly language: string | null;
  readonly regionIds: readonly number[] | null;
  readonly maxUrgency: number | null;
}

/** The newest first. */
export function findBreakingItems(
  db: Database,
  now: Date,
  scope: BreakingScope,
  page: PageRequest,
): Promise<BreakingItem[]> {
  return selectPage(db, { now, ...scope }, page);
}
