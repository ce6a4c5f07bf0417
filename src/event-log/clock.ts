import { setTimeout as sleep } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import type { Database, DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { writeLogged } from '../writing/log.js';
import { pruneLog } from './prune.js';

/** The time between two searches for due items. The event of an item is written at most this much late. */
const TICK_MS = 400;
/** The most rows of each table in one transaction. */
const BATCH = sql.raw('200');
/** The longest time between two prunings (deletions of old rows). The time is shorter if events are kept for a short time. */
const PRUNE_EVERY_MS = 600_000;
/** The longest time that one pruning takes. It is short, because due items wait meanwhile. */
const PRUNE_FOR_MS = 200;
/** The longest time that events are kept beyond the retention time, because writing takes time and the clocks of machines differ. */
const MARGIN_MS = 60_000;

interface ClockOptions {
  readonly database: Pick<DatabaseClient, 'db' | 'pool'>;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long events are kept, in milliseconds. */
  readonly retentionMs: number;
  /** Called when the log has new events. It tells the gateways. */
  readonly announce: () => void;
  /** Functions that delete other expired rows, such as idempotency keys and preview links. */
  readonly prune: readonly ((db: Database, now: Date) => Promise<unknown>)[];
}

/**
 * Starts the clock: a loop that writes an event when a scheduled item becomes public, and when an item expires. Only the event
 * log needs the clock, because queries compare the dates of items with the current time themselves.
 *
 * Every gateway runs a clock. The first gateway that locks a row writes its event. If that gateway dies, PostgreSQL rolls its
 * transaction back, and another gateway writes the event.
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
        logger.warn({ err }, 'the clock could not look at what is due: it looks again');
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
  const at = now.toISOString();
  const { rows } = await db.execute<{ isDue: boolean }>(sql`
    select exists (${dueItems(at)}) or exists (${dueBreaking(at)}) or exists (${duePosts(at)}) as "isDue"`);
  if (!rows[0]?.isDue) return false;
  const written = await writeLogged(pool, { actor: 'clock', action: 'UPDATED', now }, async (tx) => {
    // The update changes no value. It runs the trigger that writes the event, because it names the column of the trigger.
    const touch = async (update: SQL, due: SQL) => {
      const { rowCount } = await tx.execute(sql`${update} where id in (${due} limit ${BATCH} for update skip locked)`);
      return rowCount ?? 0;
    };
    return (
      (await touch(sql`update content_items set state = state`, dueItems(at))) +
      (await touch(sql`update breaking_items set status = status`, dueBreaking(at))) +
      (await touch(sql`update live_blog_posts set version = version`, duePosts(at)))
    );
  });
  return written.result > 0;
}

/** Selects the items that have become public or have expired. Each of the two conditions has an index of its own. */
const dueItems = (at: string) => sql`
  select id from content_items where (state = 'RELEASED' and logged_version is null and visible_from <= ${at}::timestamptz)
    or (logged_version > 0 and expires_at is not null and expires_at <= ${at}::timestamptz)`;

const dueBreaking = (at: string) => sql`
  select id from breaking_items where (logged_version is null and published_at <= ${at}::timestamptz)
    or (logged_version > 0 and expires_at <= ${at}::timestamptz)`;

const duePosts = (at: string) => sql`
  select id from live_blog_posts where logged_version is null and published_at <= ${at}::timestamptz`;
