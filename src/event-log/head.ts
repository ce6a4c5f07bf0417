import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { events } from './table.js';

const selectHead = statement('log_head', (db) =>
  db.select({ position: sql<number>`coalesce(max(${events.position}), 0)::int8`.mapWith(Number) }).from(events),
);

/** The position of the newest event; 0 while there is none. */
export async function findHead(db: Database): Promise<number> {
  const [head] = await selectHead(db, {});
  return head?.position ?? 0;
}
