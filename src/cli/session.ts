import type pg from 'pg';
import { type Config, loadConfig } from '../config.js';
import { migrateDatabase } from '../db/migrate.js';
import { type OpenDatabase, openDatabase } from '../db/open.js';
import { finishSample } from '../sample/prepare.js';

/** What a command that uses the database works with. */
export interface Session {
  readonly config: Config;
  readonly database: OpenDatabase;
  /** Aborted by SIGINT and SIGTERM: the command is to end, without an error. */
  readonly interruption: AbortSignal;
}

/** The exit status of a command that a signal ends, as shells have it. */
const STATUS = { SIGINT: 130, SIGTERM: 143 };

/** How long a command may take to end once it is interrupted. */
const GRACE_MS = 1500;

/** Opens the database that the settings name, brings its schema up to date, and closes it after the command, however it ends. */
export async function withDatabase<Result>(run: (session: Session) => Promise<Result>): Promise<Result> {
  const config = loadConfig(process.env);
  const database = await openDatabase(config, () => {});
  const { end, signal: interruption } = onInterrupt(database.pool);
  try {
    await migrateDatabase(database.connectionString);
    await finishSample(database, config);
    return await run({ config, database, interruption });
  } finally {
    await database.close().finally(end);
  }
}

/**
 * The command ends where it stands: a document is in a transaction, so it is wholly there or wholly absent. A statement
 * that waits would hold everything up, so connections at work are cut, and what the command says of that is no news.
 */
function onInterrupt(pool: pg.Pool): { readonly signal: AbortSignal; readonly end: () => void } {
  const atWork = new Set<pg.PoolClient>();
  const interruption = new AbortController();
  // It has no more to say than that it was cut.
  const cut = (connection: pg.PoolClient) => void connection.end().catch(() => {});
  pool.on('acquire', (connection) => {
    atWork.add(connection);
    if (interruption.signal.aborted) cut(connection);
  });
  pool.on('release', (_error, connection) => atWork.delete(connection));
  const interrupt = (name: keyof typeof STATUS) => {
    // Ctrl-C under npm comes twice: from the terminal, and from npm.
    if (interruption.signal.aborted) return;
    interruption.abort();
    process.exitCode = STATUS[name];
    setTimeout(() => process.exit(), GRACE_MS);
    for (const connection of atWork) cut(connection);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: interruption.signal,
    end: () => {
      if (interruption.signal.aborted) process.exit();
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    },
  };
}
