import type { Config } from '../config.js';
import { type ClientOptions, createClient, type DatabaseClient } from './client.js';
import { openEmbedded } from './embedded.js';

/** The database that the settings name, open. */
export interface OpenDatabase extends DatabaseClient {
  readonly connectionString: string;
  /** Which one it is, for the log: without a password. */
  readonly description: string;
  readonly isEmbedded: boolean;
}

/** Opens DATABASE_URL, or the embedded PostgreSQL under DATA_DIR. */
export async function openDatabase(config: Config, onError: ClientOptions['onError']): Promise<OpenDatabase> {
  const { databasePoolSize: poolSize, databaseUrl, dataDir } = config;
  if (databaseUrl !== undefined) {
    const client = createClient({ connectionString: databaseUrl, poolSize, onError });
    return { ...client, connectionString: databaseUrl, description: describe(databaseUrl), isEmbedded: false };
  }
  const embedded = await openEmbedded(dataDir);
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

function describe(url: string): string {
  const { host, pathname } = new URL(url);
  return `PostgreSQL at ${host}${pathname}`;
}
