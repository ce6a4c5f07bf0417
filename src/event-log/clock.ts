import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database, DatabaseClient } from '../db/client.js';
import { workOnEach } from '../db/each-row.js';
import { isFaultOfRow } from '../db/outage.js';
import type { FaultLog } from '../db/outage-log.js';
import { writeLogged } from '../writing/log.js';
import { type DueRow, listDue, SetAsideRows } from './due.js';

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
  const setAside = new SetAsideRows();
  const reportFault: OnFault = (err, table, { id }) =>
    logger.warn(
      { err, table, id },
      'the clock could not open or close a row: it tries again when the row changes, or in 10 minutes',
    );
  let nextPruning = 0;
  /** Runs a task of the clock. If it fails, the other tasks still run. */
  const attempt = (task: () => Promise<unknown>, message: string) =>
    task().catch((err: unknown) => logger.warn({ err }, message));

  async function openAndCloseAll(): Promise<void> {
    while ((await openAndClose(database, clock(), setAside, reportFault)) && !stopping.signal.aborted) announce();
  }
  async function pruneAll(): Promise<void> {
    if (performance.now() < nextPruning) return;
    nextPruning = performance.now() + Math.min(PRUNE_EVERY_MS, retentionMs / 10);
    let isDone = true;
    await attempt(async () => {
      isDone = await pruneEvents(database.db, clock(), retentionMs);
    }, 'old events could not be deleted: the next pruning tries again');
    if (!isDone) nextPruning = 0;
    else
      for (const pruneOthers of prune)
        await attempt(
          () => pruneOthers(database.db, clock()),
          'old rows could not be deleted: the next pruning tries again',
        );
  }
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await attempt(openAndCloseAll, 'the clock could not read the due items: it tries again');
      await pruneAll();
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

type Due = ReturnType<typeof listDue>[number];
type OnFault = (err: unknown, table: Due['table'], row: DueRow) => void;

/**
 * Writes the events of a batch of due rows in one transaction. If single rows make it fail, these rows are set aside, and
 * the events of the others are written. Returns false if no rows were due.
 */
export async function openAndClose(
  { db, pool }: ClockOptions['database'],
  now: Date,
  setAside = new SetAsideRows(),
  onFault: OnFault = () => {},
): Promise<boolean> {
  const tables = listDue(now, setAside);
  const isDue = tables.map(({ due }) => sql`exists (${due})`);
  const { rows } = await db.execute<{ isDue: boolean }>(sql`select ${sql.join(isDue, sql` or `)} as "isDue"`);
  if (!rows[0]?.isDue) return false;
  const write = (run: (tx: Database) => Promise<number>) =>
    writeLogged(pool, { actor: 'clock', action: 'UPDATED', now }, run);
  try {
    const written = await write(async (tx) => {
      let touched = 0;
      for (const due of tables) touched += await touchDue(tx, due);
      return touched;
    });
    return written.result > 0;
  } catch (error) {
    if (!isFaultOfRow(error)) throw error;
  }
  for (const due of tables) {
    await workOnEach(
      await findDue(db, due),
      (part) => write((tx) => touchDue(tx, due, part)),
      (row, error) => {
        setAside.add(due.table, row, now);
        onFault(error, due.table, row);
      },
    );
  }
  return true;
}

/** Touches a batch of due rows, or those of the given rows that are still due. Rows that are locked are left out. */
async function touchDue(tx: Database, { due, touch }: Due, among?: readonly DueRow[]): Promise<number> {
  const given = among && sql` and id = any(${sql.param(among.map(({ id }) => id))}::bigint[])`;
  const { rowCount } = await tx.execute(
    sql`${touch} where id in (${due}${given ?? sql``} limit ${BATCH} for update skip locked)`,
  );
  return rowCount ?? 0;
}

async function findDue(db: Database, { due, table }: Due): Promise<DueRow[]> {
  const { rows } = await db.execute<DueRow>(
    sql`select id, version from ${sql.identifier(table)} where id in (${due} limit ${BATCH})`,
  );
  return rows;
}

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
