import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';

/** Where SQL goes: the pool, or a transaction on one of its connections. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections and the Drizzle database over it. */
export interface DatabaseClient {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

export interface ClientOptions {
  readonly connectionString: string;
  readonly poolSize: number;
  /** Errors of idle connections, which belong to no query. */
  readonly onError: (error: Error) => void;
  /** Sees each statement before it is sent. */
  readonly onStatement?: ((sql: string, params: readonly unknown[]) => void) | undefined;
}

/** Opens a pool. Nothing connects before the first statement. */
export function createClient(options: ClientOptions): DatabaseClient {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    application_name: 'dateline',
    // All of pg's timeouts are off by default: a network that swallows packets would hang every request.
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    query_timeout: 60_000,
    statement_timeout: 55_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  pool.on('error', options.onError);
  const { onStatement } = options;
  const db = drizzle(pool, onStatement ? { logger: { logQuery: onStatement } } : {});
  return { db, pool, close: () => pool.end() };
}
