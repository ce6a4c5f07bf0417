import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { createPatientPool } from './patient-pool.js';
import { Pool } from './pool.js';

/** Where SQL goes: the pool, or a transaction on one of its connections. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections and the Drizzle database over it. */
interface Connections {
  readonly db: Database;
  readonly pool: pg.Pool;
}

/** The pool for what may take long: writing, indexing, importing. */
export interface DatabaseClient extends Connections {
  /** Another pool, for what somebody waits for: a database that doesn't answer is told within seconds. */
  readonly reading: Connections;
  /** That pool for what may wait for others: few of its statements are under way at once. */
  readonly patient: Connections;
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
/** How long a statement may take, in ms. The server ends it before the client gives it up, so that it does not go on for nobody. */
const LONG = { query_timeout: 60_000, statement_timeout: 55_000 };
/** The same where somebody waits: a database that is away is told within 5 s. */
const SHORT = { query_timeout: 3300, statement_timeout: 3000 };
/** How long anybody waits for a connection of a database that answers others, in ms. */
const BUSY_MS = 10_000;

/** Opens both pools. Nothing connects before the first statement. */
export function createClient(options: ClientOptions): DatabaseClient {
  const working = connect(options, LONG);
  const reading = connect(options, SHORT);
  const most = Math.max(1, Math.min(MOST_PATIENT, Math.floor(options.poolSize / 3)));
  const patientPool = createPatientPool(reading.pool, most);
  const patient = { db: openDrizzle(options, patientPool), pool: patientPool };
  const close = async () => {
    await Promise.all([working.pool.end(), reading.pool.end()]);
  };
  return { ...working, reading, patient, close };
}

function connect(options: ClientOptions, patience: typeof LONG): Connections {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    application_name: 'dateline',
    connectionTimeoutMillis: BUSY_MS,
    ...patience,
    idleTimeoutMillis: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  pool.on('error', options.onError);
  // Of a connection at work, its statement fails with the same. Unheard, the error would be an uncaught exception.
  pool.on('connect', (connection) => connection.on('error', () => {}));
  return { db: openDrizzle(options, pool), pool };
}

function openDrizzle({ onStatement }: ClientOptions, pool: pg.Pool): Database {
  return drizzle(pool, onStatement ? { logger: { logQuery: onStatement } } : {});
}

/** A statement that is over at once where the database answers, and tells soon where it doesn't. */
export function soon(text: string): pg.QueryConfig & { readonly query_timeout: number } {
  return { text, query_timeout: SHORT.query_timeout };
}
