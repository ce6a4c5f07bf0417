import { setTimeout as sleep } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import type { Database, DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { writeLogged } from '../writing/log.js';
import { pruneLog } from './prune.js';

/** The time between two looks: an item opens or expires at most this much late. */
const TICK_MS = 400;
/** Rows of each kind in one transaction. */
const BATCH = sql.raw('200');
/** The longest time between two prunings. It is shorter where events are kept for a short time. */
const PRUNE_EVERY_MS = 600_000;
/** The longest pruning: due items wait while it runs. */
const PRUNE_FOR_MS = 200;
/** Events are kept a little longer than promised, because writing takes time and clocks differ. */
const MARGIN_MS = 60_000;

interface ClockOptions {
  readonly database: Pick<DatabaseClient, 'db' | 'pool'>;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long events are kept. */
  readonly retentionMs: number;
  /** Tells the gateways that the log has new events. */
  readonly announce: () => void;
  /** Deletes other expired rows: idempotency keys, preview links. */
  readonly prune: readonly ((db: Database, now: Date) => Promise<unknown>)[];
}

/**
 * Writes an event when the time of a scheduled item comes, and when an item expires. What readers see needs no clock, only
 * the event log does. Every gateway runs one. The first to lock a row writes its event. When that gateway dies, its
 * transaction is rolled back, and another gateway writes the event.
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

/** Deletes old events for at most `PRUNE_FOR_MS`. Answers whether none are left. */
async function pruneEvents(db: Database, now: Date, retentionMs: number): Promise<boolean> {
  const until = performance.now() + PRUNE_FOR_MS;
  const before = new Date(now.getTime() - retentionMs - Math.min(MARGIN_MS, retentionMs / 10));
  while (await pruneLog(db, before)) {
    if (performance.now() > until) return false;
  }
  return true;
}

/** Writes the events of a batch of due rows in one transaction. Answers whether there were any. */
export async function openAndClose({ db, pool }: ClockOptions['database'], now: Date): Promise<boolean> {
  const at = now.toISOString();
  const { rows } = await db.execute<{ isDue: boolean }>(sql`
    select exists (${dueItems(at)}) or exists (${dueBreaking(at)}) or exists (${duePosts(at)}) as "isDue"`);
  if (!rows[0]?.isDue) return false;
  const written = await writeLogged(pool, { actor: 'clock', action: 'UPDATED', now }, async (tx) => {
    // The update changes nothing, but naming the column runs the trigger.
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

/** The items to open and to expire. Each condition has an index of its own. */
const dueItems = (at: string) => sql`
  select id from content_items where (state = 'RELEASED' and logged_version is null and visible_from <= ${at}::timestamptz)
    or (logged_version > 0 and expires_at is not null and expires_at <= ${at}::timestamptz)`;

const dueBreaking = (at: string) => sql`
  select id from breaking_items where (logged_version is null and published_at <= ${at}::timestamptz)
    or (logged_version > 0 and expires_at <= ${at}::timestamptz)`;

const duePosts = (at: string) => sql`
  select id from live_blog_posts where logged_version is null and published_at <= ${at}::timestamptz`;
