import type pg from 'pg';
import type { Config } from '../config.js';
import { type ClientOptions, createClient, type DatabaseClient } from './client.js';
import { openEmbedded } from './embedded/server.js';

/** The oldest PostgreSQL that the SQL is written for. */
const OLDEST_MAJOR = 15;

/** The database that the settings name, open. */
export interface OpenDatabase extends DatabaseClient {
  readonly connectionString: string;
  /** Which one it is, for the log: without a password. */
  readonly description: string;
  readonly isEmbedded: boolean;
}

/** Opens DATABASE_URL, or the embedded PostgreSQL under DATA_DIR. Fails when it does not answer. */
export async function openDatabase(config: Config, onError: ClientOptions['onError']): Promise<OpenDatabase> {
  const { databasePoolSize: poolSize, databaseUrl, dataDir } = config;
  if (databaseUrl !== undefined) {
    const client = createClient({ connectionString: databaseUrl, poolSize, onError });
    const description = describe(databaseUrl);
    try {
      await checkServer(client.pool);
    } catch (error) {
      await client.close();
      throw new Error(`can't use ${description} (DATABASE_URL): ${explain(error)}`, { cause: error });
    }
    return { ...client, connectionString: databaseUrl, description, isEmbedded: false };
  }
  const embedded = await openEmbedded(dataDir);
  embedded.keepAlive(onError);
  const client = createClient({ connectionString: embedded.connectionString, poolSize, onError });
  const { port } = new URL(embedded.connectionString);
  return {
    ...client,
    connectionString: embedded.connectionString,
    description: `embedded PostgreSQL in ${dataDir}/postgres, port ${port}${embedded.joined ? ', which was running' : ''}`,
    isEmbedded: true,
    close: async () => {
      await client.close();
      await embedded.release();
    },
  };
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(`select current_setting('server_version_num')::int / 10000 as major`);
  const { major } = rows[0];
  if (major < OLDEST_MAJOR) throw new Error(`it is PostgreSQL ${major}; ${OLDEST_MAJOR} or later is needed`);
}

/** A host with several addresses fails with several errors, and no message of its own. */
function explain(error: unknown): string {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  return cause instanceof Error ? cause.message : String(cause);
}

function describe(url: string): string {
  const { host, pathname } = new URL(url);
  return `PostgreSQL at ${host}${pathname}`;
}
