import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';

/** Events that one transaction forgets: it never holds many rows. */
const BATCH = 1000;

/**
 * Forgets the oldest events, of before a moment, in the order of the log: up to the first one that is not so old. The newest
 * always stays, as it is where the log stands. Whether there may be more to forget; one gateway does it at a time.
 */
export async function pruneLog(db: Database, before: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rowCount: isOurs } = await tx.execute(sql`select from log_pruning for update skip locked`);
    if (!isOurs) return false;
    // Who reads the log sees both at once: that events are gone, and up to where.
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
