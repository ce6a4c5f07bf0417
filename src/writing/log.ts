import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { type Database, quickStatement } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { isOutage } from '../db/outage.js';
import type { revisionAction } from '../item/table.js';

export type RevisionAction = (typeof revisionAction.enumValues)[number];

/** What the event log and revisions say of a transaction: who did what, and when. */
interface Attribution {
  /** Who writes: `Identity.actor`. */
  readonly actor: string;
  readonly action: RevisionAction;
  /** The time of the transaction. What it decides by time, it decides by this. */
  readonly now: Date;
}

/** The result of a transaction, and the log's position after it. */
interface Written<Result> {
  readonly result: Result;
  readonly position: number;
}

/** Each connection has one Drizzle database, which keeps the statements that it has built. */
const databases = new WeakMap<pg.PoolClient, Database>();

/**
 * Runs a transaction. As it commits, the database's triggers log its changes to public content. It is run again when it
 * collides with another. Triggers and commit are one message, because the log is locked between the two.
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
        // The server can't be told to roll back. Closing the connection does it too.
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

/** The statement that sets, for one transaction, what the triggers read. */
export function settingsOf(client: pg.ClientBase, { action, actor, now }: Attribution): string {
  const settings = { actor, action, now: now.toISOString() };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('dateline.${name}', ${client.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
}

/** Commits and answers the log's position. The position is stored with the transaction's idempotency key, if it has one: a repeated request answers it. */
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
