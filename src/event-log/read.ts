import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { type EventFacts, type eventSubject, events, logPruning } from './table.js';

export type Subject = (typeof eventSubject.enumValues)[number];
export type LogEvent = typeof events.$inferSelect;

const selectHead = statement('log_head', (db) =>
  db.select({ position: sql<number>`coalesce(max(${events.position}), 0)::int8`.mapWith(Number) }).from(events),
);

/** Returns the position of the newest event; 0 if there is none. */
export async function findHead(db: Database): Promise<number> {
  const [head] = await selectHead(db, {});
  return head?.position ?? 0;
}

const selectPage = statement('log_page', (db) =>
  db
    .select({
      prunedTo: logPruning.prunedTo,
      head: sql<number>`coalesce((select max(position) from events), 0)::int8`.mapWith(Number),
      event: events,
    })
    .from(logPruning)
    .leftJoin(
      events,
      sql`${events.position} in (select position from events as page
        where page.position > ${sql.placeholder('after')} and (page.subject = any(${sql.placeholder('subjects')}::event_subject[])
          or ${sql.placeholder('subjects')}::event_subject[] is null)
        order by page.position limit ${sql.placeholder('limit')})`,
    )
    .orderBy(events.position),
);

/** Reads events after a position. Null `subjects` are all. `events` and `prunedTo` are read at the same moment. */
export async function readLog(db: Database, after: number, limit: number, subjects: readonly Subject[] | null = null) {
  const rows = await selectPage(db, { after, limit, subjects });
  const { head, prunedTo } = rows[0] ?? { head: 0, prunedTo: 0 };
  const found = rows.flatMap(({ event }) => event ?? []);
  return {
    events: found,
    /** True if the log has no events after these. */
    isEnd: found.length < limit,
    /** The position of the newest event. If every event was pruned, the log ends at the last pruned position. */
    head: Math.max(head, prunedTo),
    /** Events up to this position were deleted. A reader that was behind this position has missed some. */
    prunedTo,
  };
}

/** A part of the log, and the state of the log when it was read. */
export type LogPage = Awaited<ReturnType<typeof readLog>>;

const selectHistory = statement('log_history', (db) =>
  db
    .select({ change: events.change, facts: events.facts })
    .from(events)
    .where(
      sql`${events.subject} = ${sql.placeholder('subject')} and ${events.subjectId} = ${sql.placeholder('subjectId')}
        and ${events.position} < ${sql.placeholder('position')}`,
    )
    .orderBy(sql`${events.position} desc`)
    .limit(200),
);

/** Reads the facts of an item's events since its last publication. The facts show which subscribers got the item. */
export async function readEarlierFacts(db: Database, event: LogEvent): Promise<EventFacts[]> {
  const { position, subject, subjectId } = event;
  const rows = await selectHistory(db, { position, subject, subjectId });
  const publication = rows.findIndex(({ change }) => change === 'PUBLISHED');
  return rows.slice(0, publication < 0 ? rows.length : publication + 1).map(({ facts }) => facts);
}
