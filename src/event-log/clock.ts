import { setTimeout as sleep } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import type { Database, DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { writeLogged } from '../writing/log.js';

/** The time between two searches for due items. An event is late by at most about this time. */
const TICK_MS = 400;
/** The most rows of each table that are touched in one transaction. */
const BATCH = sql.raw('200');
/** The most events that one transaction deletes, so that it never locks many rows. */
const MOST_PRUNED = 1000;
/** The longest time between two prunings (deletions of old rows). If the retention time is short, it is shorter. */
const PRUNE_EVERY_MS = 600_000;
/** The longest time that one pruning takes. It is short, because due items wait meanwhile. */
const PRUNE_FOR_MS = 200;
/** Events may be kept this much longer than configured, because writing takes time and clocks differ. */
const MARGIN_MS = 60_000;

interface ClockOptions {
  readonly database: Pick<DatabaseClient, 'db' | 'pool'>;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long events are kept, in milliseconds. */
  readonly retentionMs: number;
  /** Called when the log has new events, to tell the gateways. */
  readonly announce: () => void;
  /** Functions that delete other expired rows, such as idempotency keys and preview links. */
  readonly prune: readonly ((db: Database, now: Date) => Promise<unknown>)[];
}

/**
 * Starts the clock. The clock is a loop that writes an event when a scheduled item becomes public, and when an item
 * expires. Queries do not need the clock, because they compare the dates of items with the current time themselves.
 *
 * Every gateway runs a clock. The first gateway that locks a row writes its event. If that gateway dies, PostgreSQL
 * rolls its transaction back, and another gateway writes the event.
 */
export function startClock({ announce, clock, database, logger, prune, retentionMs }: ClockOptions) {
  const stopping = new AbortController();
  let nextPruning = 0;
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        while ((await openAndClose(database, clock())) && !stopping.signal.aborted) announce();
        if (performance.now() >= nextPruning) {
          nextPruning = performance.now() + Math.min(PRUNE_EVERY_MS, retentionMs / 10);
          if (!(await pruneEvents(database.db, clock(), retentionMs))) nextPruning = 0;
          else for (const pruneOthers of prune) await pruneOthers(database.db, clock());
        }
      } catch (err) {
        logger.warn({ err }, 'the clock could not read the due items: it tries again');
      }
      await sleep(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const running = run();
  return {
    close: async (): Promise<void> => {
      stopping.abort();
      await running;
    },
  };
}

/** Deletes old events for at most `PRUNE_FOR_MS`. Returns true if no old events are left. */
async function pruneEvents(db: Database, now: Date, retentionMs: number): Promise<boolean> {
  const until = performance.now() + PRUNE_FOR_MS;
  const before = new Date(now.getTime() - retentionMs - Math.min(MARGIN_MS, retentionMs / 10));
  while (await pruneLog(db, before)) {
    if (performance.now() > until) return false;
  }
  return true;
}

/** Writes the events of a batch of due rows in one transaction. Returns false if no rows were due. */
export async function openAndClose({ db, pool }: ClockOptions['database'], now: Date): Promise<boolean> {
  const tables = listDue(sql`${now.toISOString()}::timestamptz`);
  const isDue = tables.map(({ due }) => sql`exists (${due})`);
  const { rows } = await db.execute<{ isDue: boolean }>(sql`select ${sql.join(isDue, sql` or `)} as "isDue"`);
  if (!rows[0]?.isDue) return false;
  const written = await writeLogged(pool, { actor: 'clock', action: 'UPDATED', now }, async (tx) => {
    let touched = 0;
    for (const { due, touch } of tables) {
      const { rowCount } = await tx.execute(sql`${touch} where id in (${due} limit ${BATCH} for update skip locked)`);
      touched += rowCount ?? 0;
    }
    return touched;
  });
  return written.result > 0;
}

/**
 * Lists the rows that have become public or have expired, by table. Each condition has its own index. `touch` changes
 * no value, but runs the trigger that writes the event, because `touch` sets a column of the trigger.
 */
const listDue = (now: SQL) => [
  {
    touch: sql`update content_items set state = state`,
    due: sql`select id from content_items where (state = 'RELEASED' and logged_version is null and visible_from <= ${now})
      or (logged_version > 0 and expires_at is not null and expires_at <= ${now})`,
  },
  {
    touch: sql`update breaking_items set status = status`,
    due: sql`select id from breaking_items where (logged_version is null and published_at <= ${now})
      or (logged_version > 0 and expires_at <= ${now})`,
  },
  {
    touch: sql`update live_blog_posts set version = version`,
    due: sql`select id from live_blog_posts where logged_version is null and published_at <= ${now}`,
  },
];

/**
 * Deletes a batch of events, the oldest first, up to the first event that occurred at the given time or later. The
 * newest event stays, because it marks the end of the log. Returns true if there may be more events to delete. Only one
 * gateway prunes at a time. Meanwhile, the other gateways get false.
 */
export async function pruneLog(db: Database, before: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rowCount: isOurs } = await tx.execute(sql`select from log_pruning for update skip locked`);
    if (!isOurs) return false;
    // One statement deletes the events and updates `pruned_to`, so that readers of the log see both changes or neither.
    const { rows } = await tx.execute<{ count: number }>(sql`
      with page as (
        select position, occurred_at from events
        where position > (select pruned_to from log_pruning) and position < (select max(position) from events)
        order by position limit ${MOST_PRUNED}
      ), kept as (
        select min(position) as position from page where occurred_at >= ${before.toISOString()}::timestamptz
      ), gone as (
        delete from events using kept where events.position <= (select max(position) from page)
          and (kept.position is null or events.position < kept.position)
        returning events.position
      ), marked as (
        update log_pruning set pruned_to = (select max(position) from gone) where exists (select from gone)
      )
      select count(*)::int as count from gone`);
    return rows[0]?.count === MOST_PRUNED;
  });
}
