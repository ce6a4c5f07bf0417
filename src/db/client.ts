import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { Pool } from './pool.js';
import { Shares } from './shares.js';

/** Runs SQL on a pool, or in a transaction on one of its connections. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

/** A pool of connections and the Drizzle database over it. */
interface Connections {
  readonly db: Database;
  readonly pool: pg.Pool;
}

/** A process's access to its database. `db` and `pool` are for long work: writing, indexing, importing. */
export interface DatabaseClient extends Connections {
  /** Another pool, for readers. Its statements fail within seconds when the database does not answer. */
  readonly reading: Connections;
  /** The readers' pool, for statements that may wait. Few of them run at once, so other statements find connections. */
  readonly patient: Connections;
  readonly close: () => Promise<void>;
}

export interface ClientOptions {
  readonly connectionString: string;
  readonly poolSize: number;
  /** Receives errors of idle connections, which belong to no query. */
  readonly onError: (error: Error) => void;
  /** Sees each statement before it is sent. */
  readonly onStatement?: ((sql: string, params: readonly unknown[]) => void) | undefined;
}

/** The most statements that run at once on the patient pool. A small pool allows fewer. */
const MOST_PATIENT = 3;
/** The time limits of long statements, in ms. The server's limit is shorter, so the server stops a statement first. */
const LONG = { query_timeout: 60_000, statement_timeout: 55_000 };
/** The time limits of readers' statements, in ms. They are short, so that readers learn of an outage within 5 s. */
const SHORT = { query_timeout: 3300, statement_timeout: 3000 };
/** The longest wait for a connection while the database answers other requests, in ms. */
const BUSY_MS = 10_000;

/** Opens the pools. Nothing connects before the first statement. */
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
  // When a busy connection breaks, its statement reports the error. Without this listener, the process would end.
  pool.on('connect', (connection) => connection.on('error', () => {}));
  return { db: openDrizzle(options, pool), pool };
}

function openDrizzle({ onStatement }: ClientOptions, pool: pg.Pool): Database {
  return drizzle(pool, onStatement ? { logger: { logQuery: onStatement } } : {});
}

/** Makes a statement with the time limit of readers, so that it fails soon when the database does not answer. */
export function quickStatement(text: string): pg.QueryConfig & { readonly query_timeout: number } {
  return { text, query_timeout: SHORT.query_timeout };
}

/** Wraps a pool. At most `atOnce` single statements run through the wrapper at once. Do not use it for transactions. */
function createPatientPool(pool: pg.Pool, atOnce: number): pg.Pool {
  const shares = new Shares(atOnce);
  const query = async (...args: Parameters<pg.Pool['query']>): Promise<unknown> => {
    await shares.enter(pool);
    try {
      return await pool.query(...args);
    } finally {
      shares.leave(pool);
    }
  };
  return new Proxy(pool, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) });
}
