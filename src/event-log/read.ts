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

/** A part of the log, and the state of the log when it was read. */
export interface LogPage {
  readonly events: LogEvent[];
  /** Events up to this position were deleted. A reader that has not got them all has missed some. */
  readonly prunedTo: number;
  /** The position of the newest event. */
  readonly head: number;
  /** True if no further events follow these. */
  readonly isEnd: boolean;
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
        where page.position > ${sql.placeholder('after')} and (page.subject = ${sql.placeholder('subject')}::event_subject
          or ${sql.placeholder('subject')}::event_subject is null)
        order by page.position limit ${sql.placeholder('limit')})`,
    )
    .orderBy(events.position),
);

/** Reads events after a position, in order. A null `subject` means every subject. One statement reads the events and `prunedTo`, so that no event is pruned in between. */
export async function readLog(
  db: Database,
  after: number,
  limit: number,
  subject: Subject | null = null,
): Promise<LogPage> {
  const rows = await selectPage(db, { after, limit, subject });
  const [first] = rows;
  const found = rows.flatMap(({ event }) => event ?? []);
  return {
    events: found,
    isEnd: found.length < limit,
    // If every event was pruned, the log ends at the last pruned position.
    head: Math.max(first?.head ?? 0, first?.prunedTo ?? 0),
    prunedTo: first?.prunedTo ?? 0,
  };
}

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

/** Reads the facts of earlier events of an item, back to its last publication. If any of these facts met the filter of a subscriber, the subscriber has got the item. */
export async function readEarlierFacts(db: Database, event: LogEvent): Promise<EventFacts[]> {
  const { position, subject, subjectId } = event;
  const rows = await selectHistory(db, { position, subject, subjectId });
  const publication = rows.findIndex(({ change }) => change === 'PUBLISHED');
  return rows.slice(0, publication < 0 ? rows.length : publication + 1).map(({ facts }) => facts);
}
