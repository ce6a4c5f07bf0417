import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { type Database, quickStatement } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { isOutage } from '../db/outage.js';
import type { revisionAction } from '../editing/table.js';

export type RevisionAction = (typeof revisionAction.enumValues)[number];

/** Who writes in a transaction, what is done, and when. The event log and revisions store these values. */
interface Attribution {
  readonly actor: string;
  readonly action: RevisionAction;
  /** The time of the transaction. Everything in the transaction that depends on the time uses it. */
  readonly now: Date;
}

interface Written<Result> {
  readonly result: Result;
  readonly position: number;
}

/** The Drizzle database of each connection. It is kept for later transactions, with its built statements. */
const databases = new WeakMap<pg.PoolClient, Database>();

/**
 * Runs a transaction, and repeats it if it collides with another transaction. At its end, triggers write the changes to
 * public content into the event log. The log is locked from then until the commit. To keep this time short, one message
 * has both the statement that runs the triggers and the commit.
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
        // In an outage, a rollback can't be sent. The connection is closed instead, which rolls back too.
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

/** Returns the statement that tells the triggers who writes what, and when. It holds for one transaction. */
export function settingsOf(client: pg.ClientBase, { action, actor, now }: Attribution): string {
  const settings = { actor, action, now: now.toISOString() };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('dateline.${name}', ${client.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
}

/** Commits. Returns the log's position, and also stores it with the idempotency key of the transaction. */
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
