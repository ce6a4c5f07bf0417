import { and, getTableColumns, sql } from 'drizzle-orm';
import { isAsked, isIfGiven } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { breakingItems } from './table.js';

const { sourceId, loggedVersion, ...columns } = getTableColumns(breakingItems);

/** The condition that the ticker shows an item: from its publication until it expires or is retracted. */
const isShown = sql`(${breakingItems.status} <> 'RETRACTED' and ${breakingItems.publishedAt} <= ${sql.placeholder('now')}
  and ${breakingItems.expiresAt} > ${sql.placeholder('now')})`;

const selectByIds = statement('breaking_items_by_id', (db) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(and(isAsked(breakingItems.id), isShown)),
);

const selectAnyByIds = statement('any_breaking_items_by_id', (db) =>
  db.select(columns).from(breakingItems).where(isAsked(breakingItems.id)),
);

const selectPage = pageStatement('breaking_items', [breakingItems.publishedAt, breakingItems.id], 'desc', (db, page) =>
  db
    .select(columns)
    .from(breakingItems)
    .where(
      and(
        isIfGiven(breakingItems.language, 'language'),
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

export function breakingLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loadById((ids) => selectByIds(db, { now, ids })),
    /** Also loads retracted and expired items, so only mutations may use it. */
    anyById: batch.loadById((ids) => selectAnyByIds(db, { ids })),
  };
}

/** The conditions for a part of the ticker. Null sets no condition. */
export interface BreakingScope {
  readonly language: string | null;
  readonly regionIds: readonly number[] | null;
  readonly maxUrgency: number | null;
}

/** Reads a page of the ticker, the newest items first. */
export function findBreakingItems(db: Database, now: Date, scope: BreakingScope, page: PageRequest) {
  return selectPage(db, { now, ...scope }, page);
}
