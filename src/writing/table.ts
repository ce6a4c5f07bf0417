import { bigint, char, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';

/** The idempotency keys of past requests. A request that repeats a key gets the first answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** The owner of the key: `Identity.key`. */
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the request. A request with the same key but another hash is refused. */
    requestHash: char('request_hash', { length: 64 }).notNull(),
    /** The id of the row that the request wrote. */
    subjectId: bigint('subject_id', { mode: 'number' }),
    /** The log's position after the request. */
    position: bigint('position', { mode: 'number' }),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
);
