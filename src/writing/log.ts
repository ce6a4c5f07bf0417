import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { type Database, quickStatement } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { isOutage } from '../db/outage.js';
import type { revisionAction } from '../item/table.js';

export type RevisionAction = (typeof revisionAction.enumValues)[number];

/** Who does what in a transaction, and when. The event log and revisions store it. */
interface Attribution {
  /** The writer: `Identity.actor`. */
  readonly actor: string;
  readonly action: RevisionAction;
  /** The time of the transaction. All its decisions by time use it. */
  readonly now: Date;
}

/** The result of a transaction, and the log's position after it. */
interface Written<Result> {
  readonly result: Result;
  readonly position: number;
}

/** Each connection has one Drizzle database, because a Drizzle database keeps its built statements. */
const databases = new WeakMap<pg.PoolClient, Database>();

/**
 * Runs a transaction, and runs it again when it collides with another one. At its end, triggers of the database log its changes
 * to public content. Triggers and commit go in one message, because the log is locked between the two.
 */
export function writeLogged<Result>(
  pool: pg.Pool,
  attribution: Attribution,
  run: (db: Database) => Promise<Result>,
): Promise<Written<Result>> {
  return retryOnCollision(async () => {
    const connection = await pool.connect();
    let broken = true;
    try {
      const db = databases.get(connection) ?? drizzle(connection);
      databases.set(connection, db);
      await connection.query(quickStatement(`begin; ${settingsOf(connection, attribution)}`));
      const result = await run(db).catch(async (error: unknown) => {
        // The server can't be reached for a rollback. Closing the connection rolls back too.
        if (isOutage(error)) throw error;
        await connection.query(quickStatement('rollback'));
        broken = false;
        throw error;
      });
      const position = await commit(connection);
      broken = false;
      return { result, position };
    } finally {
      connection.release(broken);
    }
  });
}

/** The statement that sets the values for the triggers, for one transaction. */
export function settingsOf(client: pg.ClientBase, { action, actor, now }: Attribution): string {
  const settings = { actor, action, now: now.toISOString() };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('dateline.${name}', ${client.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
}

/** Commits, and answers the log's position. It is also stored with the transaction's idempotency key, for repeated requests. */
async function commit(connection: pg.PoolClient): Promise<number> {
  const results: unknown = await connection.query(
    `set constraints all immediate;
     with stood as (
       select coalesce(log_setting('position')::bigint, (select max(position) from events), 0) as position
     ), kept as (
       update idempotency_keys set position = stood.position from stood
       where actor = log_setting('key_actor') and key = log_setting('key')
     )
     select position::text from stood;
     commit`,
  );
  const rows = Array.isArray(results) ? results[1]?.rows : undefined;
  return Number(rows?.[0]?.position ?? 0);
}
