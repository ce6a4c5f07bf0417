import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { createPatientPool } from './patient-pool.js';

/** Where SQL goes: the pool, or a transaction on one of its connections. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections and the Drizzle database over it. */
export interface DatabaseClient {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** The same for what may wait for others: few of its statements are under way at once. */
  readonly patient: Pick<DatabaseClient, 'db' | 'pool'>;
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

/** Connections that what may wait has in use at once; fewer of a small pool. */
const MOST_PATIENT = 3;

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
  const settings = onStatement ? { logger: { logQuery: onStatement } } : {};
  const patientPool = createPatientPool(pool, Math.max(1, Math.min(MOST_PATIENT, Math.floor(options.poolSize / 3))));
  return {
    db: drizzle(pool, settings),
    pool,
    patient: { db: drizzle(patientPool, settings), pool: patientPool },
    close: () => pool.end(),
  };
}
