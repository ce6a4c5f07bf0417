import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';

/** The most events that one transaction deletes, so that it never locks many rows. */
const BATCH = 1000;

/**
 * Deletes a batch of events that occurred before a given time, the oldest first. It stops at the first event that occurred
 * later. The newest event always stays, because it marks the end of the log. Returns true if there may be more events to
 * delete. Only one gateway prunes at a time; the others return false.
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
        order by position limit ${BATCH}
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
    return rows[0]?.count === BATCH;
  });
}
