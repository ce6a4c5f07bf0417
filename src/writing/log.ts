import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { revisionAction } from '../content/table.js';
import { type Database, soon } from '../db/client.js';
import { whileColliding } from '../db/collision.js';
import { isOutage } from '../db/outage.js';

export type RevisionAction = (typeof revisionAction.enumValues)[number];

/** What the log and the revisions say of a transaction. */
export interface Writing {
  /** The writer's name. */
  readonly actor: string;
  readonly action: RevisionAction;
  /** What time it is, for what the transaction decides. */
  readonly now: Date;
}

/** What a transaction gave, and where the log stands with it. */
export interface Written<Result> {
  readonly result: Result;
  readonly position: number;
}

/** One Drizzle database a connection keeps the statements that it has built. */
const databases = new WeakMap<pg.PoolClient, Database>();

/**
 * Runs a transaction whose changes to what is public are logged as it commits, by the database's triggers; again while it
 * meets others. The last message runs the triggers and commits in one: nobody waits for us between the two.
 */
export function writeLogged<Result>(
  pool: pg.Pool,
  writing: Writing,
  run: (db: Database) => Promise<Result>,
): Promise<Written<Result>> {
  return whileColliding(async () => {
    const connection = await pool.connect();
    let broken = true;
    try {
      const db = databases.get(connection) ?? drizzle(connection);
      databases.set(connection, db);
      await connection.query(soon(`begin; ${settingsOf(connection, writing)}`));
      const result = await run(db).catch(async (error: unknown) => {
        // There is nobody to tell: closing the connection undoes the transaction too.
        if (isOutage(error)) throw error;
        await connection.query(soon('rollback'));
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

/** The settings that the triggers read, for one transaction. */
export function settingsOf(client: pg.ClientBase, { action, actor, now }: Writing): string {
  const settings = { actor, action, now: now.toISOString() };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('dateline.${name}', ${client.escapeLiteral(value)}, true)`,
  );
  return `select ${calls.join(', ')}`;
}

/** The position is kept beside the transaction's idempotency key, if it has taken one: the same request again answers it. */
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
