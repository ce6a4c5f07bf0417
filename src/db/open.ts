import type pg from 'pg';
import type { Config } from '../config.js';
import { type ClientOptions, createClient, type DatabaseClient } from './client.js';
import { openEmbedded } from './embedded/server.js';

/** The oldest supported major version of PostgreSQL. */
const OLDEST_MAJOR = 15;

/** An open database. */
export interface OpenDatabase extends DatabaseClient {
  readonly connectionString: string;
  /** Names the database in the log, without a password. */
  readonly description: string;
  readonly isEmbedded: boolean;
}

/**
 * Opens the database of DATABASE_URL, or the embedded PostgreSQL under DATA_DIR. Fails if the database does not answer.
 * While a new embedded database is being created, `whileCreating` is called.
 */
export async function openDatabase(
  config: Config,
  onError: ClientOptions['onError'],
  whileCreating?: () => void,
): Promise<OpenDatabase> {
  const { databasePoolSize: poolSize, databaseUrl, dataDir } = config;
  if (databaseUrl !== undefined) {
    const client = createClient({ connectionString: databaseUrl, poolSize, onError });
    const { host, pathname } = new URL(databaseUrl);
    const description = `PostgreSQL at ${host}${pathname}`;
    try {
      await checkServer(client.pool);
    } catch (error) {
      await client.close();
      throw new Error(`can't use ${description} (DATABASE_URL): ${explain(error)}`, { cause: error });
    }
    return { ...client, connectionString: databaseUrl, description, isEmbedded: false };
  }
  const { connectionString, joined, keepAlive, release } = await openEmbedded(dataDir, {}, whileCreating);
  keepAlive(onError);
  const client = createClient({ connectionString, poolSize, onError });
  const { port } = new URL(connectionString);
  const close = () => client.close().then(release);
  const description = `embedded PostgreSQL in ${dataDir}/postgres, port ${port}${joined ? ', which was running' : ''}`;
  return { ...client, connectionString, description, isEmbedded: true, close };
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(`select current_setting('server_version_num')::int / 10000 as major`);
  const { major } = rows[0];
  if (major < OLDEST_MAJOR) throw new Error(`it is PostgreSQL ${major}; ${OLDEST_MAJOR} or later is needed`);
}

/** Returns the reason of an error. If a host has several addresses, the first inner error has the reason. */
function explain(error: unknown): string {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  return cause instanceof Error ? cause.message : String(cause);
}
