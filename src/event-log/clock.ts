import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Database, DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { writeLogged } from '../writing/log.js';
import { pruneLog } from './prune.js';

/** How often it looks: an item's second is never missed by more. */
const TICK_MS = 400;
/** Rows of each kind in one transaction. */
const BATCH = sql.raw('200');
/** How often it deletes old rows, at the least: more often where events are kept for a short time. */
const PRUNE_EVERY_MS = 600_000;
/** How long it deletes at a time: items that are due wait no longer than that. */
const PRUNE_FOR_MS = 200;
/** Events are kept a little longer than they have to be: writing takes time, and clocks differ. */
const MARGIN_MS = 60_000;

interface ClockOptions {
  readonly database: Pick<DatabaseClient, 'db' | 'pool'>;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long events are kept. */
  readonly retentionMs: number;
  /** Tells the gateways that something was written. */
  readonly announce: () => void;
  /** Deletes other rows whose time is over: idempotency keys, preview links. */
  readonly prune: readonly ((db: Database, now: Date) => Promise<unknown>)[];
}

/**
 * Opens what is scheduled and closes what expires, at its second: readers see it by the clock alone, and this puts it in
 * the event log. Every gateway runs one. Whichever comes first takes the row; when it dies, its transaction is undone and
 * the next takes it.
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

/** Deletes old events for at most `PRUNE_FOR_MS`; whether none are left. */
async function pruneEvents(db: Database, now: Date, retentionMs: number): Promise<boolean> {
  const until = performance.now() + PRUNE_FOR_MS;
  const before = new Date(now.getTime() - retentionMs - Math.min(MARGIN_MS, retentionMs / 10));
  while (await pruneLog(db, before)) {
    if (performance.now() > until) return false;
  }
  return true;
}

/** Tells the log of what is due, a batch in a transaction; whether there was anything. */
export async function openAndClose(
  { db, pool }: { readonly db: Database; readonly pool: pg.Pool },
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const { rows } = await db.execute<{ isDue: boolean }>(sql`
    select exists (${dueItems(at)}) or exists (${dueBreaking(at)}) or exists (${duePosts(at)}) as "isDue"`);
  if (!rows[0]?.isDue) return false;
  const written = await writeLogged(pool, { actor: 'clock', action: 'UPDATED', now }, async (tx) => {
    // Naming the column is what calls the trigger.
    const touched = [
      await tx.execute(
        sql`update content_items set state = state where id in (${dueItems(at)} limit ${BATCH} for update skip locked)`,
      ),
      await tx.execute(
        sql`update breaking_items set status = status where id in (${dueBreaking(at)} limit ${BATCH} for update skip locked)`,
      ),
      await tx.execute(
        sql`update live_blog_posts set version = version where id in (${duePosts(at)} limit ${BATCH} for update skip locked)`,
      ),
    ];
    return touched.some(({ rowCount }) => (rowCount ?? 0) > 0);
  });
  return written.result;
}

/** What opens, and what is over: each by an index of its own. */
const dueItems = (at: string) => sql`
  select id from content_items where (state = 'RELEASED' and logged_version is null and visible_from <= ${at}::timestamptz)
    or (logged_version > 0 and expires_at is not null and expires_at <= ${at}::timestamptz)`;

const dueBreaking = (at: string) => sql`
  select id from breaking_items where (logged_version is null and published_at <= ${at}::timestamptz)
    or (logged_version > 0 and expires_at <= ${at}::timestamptz)`;

const duePosts = (at: string) => sql`
  select id from live_blog_posts where logged_version is null and published_at <= ${at}::timestamptz`;
