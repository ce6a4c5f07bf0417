import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, openCluster, readPort, startServer, stopServer } from './cluster.js';

/** The advisory lock that all users of the server share. A process that gets the lock alone may stop the server. */
const IN_USE_LOCK = 0x6461_7466;
const GIVE_UP_AFTER_MS = 30_000;
/** The most failed starts while no other process is starting or stopping the server. */
const MOST_FAILURES = 5;
/** The waits before the attempts to start a server that died, in ms. Later attempts repeat the last wait. */
const WAITS_MS = [1000, 2000, 5000];

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
 * Opens the cluster in `dataDir/postgres`, and joins or starts its server. `settings` are for a new cluster. While a
 * new cluster is being created, `whileCreating` is called.
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
    // If there is a pid file, another process may be starting or stopping the server. So this process tries again.
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
  const keeper = new Keeper(connection, hold, () => startServer(cluster, port));
  return {
    connectionString,
    keepAlive: (onError) => keeper.keepAlive(onError),
    release: async () => {
      const current = await keeper.stop();
      if (current) await releaseServer(cluster, current);
    },
  };
}

/** Connects and takes the lock. PostgreSQL releases the lock when this process dies, so no stale lock is left. */
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

/**
 * Holds the connection that marks an embedded server as used by this process. When the server dies, the connection
 * ends, and the keeper starts the server again. If several processes use the server, all of them try, and PostgreSQL's
 * pid file lets one succeed. The keeper tries until it is stopped: a full disk can have space again later.
 */
class Keeper {
  readonly #stopping = new AbortController();
  #connection: pg.Client | undefined;
  #reviving: Promise<void> | undefined;

  /** `hold` connects and marks the server as used. `start` starts the server on its old port, and fails if one runs. */
  constructor(
    connection: pg.Client,
    private readonly hold: () => Promise<pg.Client>,
    private readonly start: () => Promise<void>,
  ) {
    this.#connection = this.#watch(connection, () => {});
  }

  keepAlive(onError: (error: Error) => void): void {
    if (this.#connection) this.#watch(this.#connection, () => this.#revive(onError));
    else this.#revive(onError);
  }

  /** Ends the attempts to start the server. Returns the connection, or undefined if there is none. */
  async stop(): Promise<pg.Client | undefined> {
    this.#stopping.abort();
    await this.#reviving;
    return this.#connection;
  }

  #watch(connection: pg.Client, onLost: () => void): pg.Client {
    connection.once('end', () => {
      if (this.#connection === connection) this.#connection = undefined;
      if (!this.#stopping.signal.aborted) onLost();
    });
    return connection;
  }

  #revive(onError: (error: Error) => void): void {
    this.#reviving ??= this.#tryAgain(onError).finally(() => {
      this.#reviving = undefined;
    });
  }

  async #tryAgain(onError: (error: Error) => void): Promise<void> {
    const { signal } = this.#stopping;
    for (let tries = 0; ; tries += 1) {
      await sleep(WAITS_MS[tries] ?? WAITS_MS.at(-1), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        // The server may run already: it recovers if one of its processes crashed, or another gateway has started it.
        const connection = await this.hold().catch(() => this.start().then(this.hold));
        this.#connection = this.#watch(connection, () => this.#revive(onError));
        return;
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}
