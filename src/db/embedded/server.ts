import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, openCluster, readPort, startServer, stopServer } from './cluster.js';
import { EmbeddedKeeper } from './keeper.js';

/**
 * The number of an advisory lock. Each process that uses the server holds this lock shared. A process that gets the lock
 * exclusively is the last user, and may stop the server.
 */
const IN_USE_LOCK = 0x6461_7466;
const GIVE_UP_AFTER_MS = 30_000;
/** The most failed starts while no other process is starting or stopping the server. */
const MOST_FAILURES = 5;

/** An embedded PostgreSQL server. Several processes can use it at once. */
export interface EmbeddedDatabase {
  readonly connectionString: string;
  /** True if the server was running already: another process uses it, or a process that used it was killed. */
  readonly joined: boolean;
  /** Starts the server again whenever it dies, until `release` is called. `onError` receives failures of a start. */
  readonly keepAlive: (onError: (error: Error) => void) => void;
  /** Stops the server, unless another process uses it. */
  readonly release: () => Promise<void>;
}

/**
 * Opens the cluster in `dataDir/postgres`, and joins or starts its server. A new cluster gets `settings` in its
 * postgresql.conf, and `whileCreating` is called while another process creates it.
 */
export async function openEmbedded(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  whileCreating: () => void = () => {},
): Promise<EmbeddedDatabase> {
  const cluster = await openCluster(dataDir, settings, whileCreating);
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (let failures = 1; ; failures += 1) {
    const joined = await joinServer(cluster);
    if (joined) return { ...joined, joined: true };
    const failure = await startServer(cluster).then(
      () => undefined,
      (error: unknown) => error,
    );
    const started = await joinServer(cluster);
    if (started) return { ...started, joined: failure !== undefined };
    // With a pid file, another process may be starting or stopping the server, so this process tries again for a while.
    const hasPidFile = (await readPort(cluster)) !== undefined;
    if (Date.now() > deadline || (failures >= MOST_FAILURES && !hasPidFile)) {
      throw failure ?? new Error(`the embedded PostgreSQL in ${cluster.dir} does not answer`);
    }
    await sleep(200);
  }
}

/** Connects to the server that the cluster's pid file names, and marks it as used by this process. */
async function joinServer(cluster: Cluster): Promise<Omit<EmbeddedDatabase, 'joined'> | undefined> {
  const port = await readPort(cluster);
  if (port === undefined) return undefined;
  const connectionString = `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/postgres`;
  const hold = () => holdServer(connectionString);
  const connection = await hold().catch(() => undefined);
  if (!connection) return undefined;
  const start = () => startServer(cluster, port);
  const keeper = new EmbeddedKeeper(connection, { start, hold });
  return {
    connectionString,
    keepAlive: (onError) => keeper.keepAlive(onError),
    release: async () => {
      const current = await keeper.stop();
      if (current) await releaseServer(cluster, current);
    },
  };
}

/** Connects and takes the lock. PostgreSQL releases it when this process dies, so no stale lock file can be left. */
async function holdServer(connectionString: string): Promise<pg.Client> {
  const keeper = new pg.Client({
    connectionString,
    application_name: 'dateline keeper',
    connectionTimeoutMillis: 5000,
  });
  keeper.on('error', () => {});
  try {
    await keeper.connect();
    await keeper.query('select pg_advisory_lock_shared($1)', [IN_USE_LOCK]);
    return keeper;
  } catch (error) {
    await keeper.end().catch(() => {});
    throw error;
  }
}

async function releaseServer(cluster: Cluster, keeper: pg.Client): Promise<void> {
  try {
    await keeper.query('select pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
    const { rows } = await keeper.query('select pg_try_advisory_lock($1) as alone', [IN_USE_LOCK]);
    if (rows[0].alone) await stopServer(cluster);
  } finally {
    await keeper.end().catch(() => {});
  }
}
