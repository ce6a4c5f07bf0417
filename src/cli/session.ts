import { InvalidArgumentError } from 'commander';
import type pg from 'pg';
import { type Config, loadConfig } from '../config.js';
import { migrateDatabase } from '../db/migrate.js';
import { type OpenDatabase, openDatabase } from '../db/open.js';
import { finishSample } from '../sample/prepare.js';

export interface Session {
  readonly config: Config;
  readonly database: OpenDatabase;
  /** SIGINT, SIGTERM and SIGPIPE abort this signal. The command must then end without an error. */
  readonly interruption: AbortSignal;
}

/** The exit statuses that shells give to a command that a signal has ended. */
const STATUS = { SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

/**
 * Ends the command quietly when the program that reads its output has left, as `head` does after ten lines. Node turns
 * SIGPIPE into an error of the stream. Here the error becomes the signal again.
 */
export function endWithReader(): void {
  const isHandled = (error: NodeJS.ErrnoException) => error.code === 'EPIPE' && process.emit('SIGPIPE', 'SIGPIPE');
  process.stdout.on('error', (error) => {
    if (!isHandled(error)) process.exit(STATUS.SIGPIPE);
  });
}

/** How long an interrupted command may take to end. */
const GRACE_MS = 1500;

/** Migrates the configured database and runs a command with it. Closes the database, even after an error. */
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
 * Ends the command at a signal. Connections in use are closed, because a waiting statement would delay the end. A document
 * is stored in one transaction, so no document is stored in part.
 */
function onInterrupt(pool: pg.Pool): { readonly signal: AbortSignal; readonly end: () => void } {
  const inUse = new Set<pg.PoolClient>();
  const interruption = new AbortController();
  const cut = (connection: pg.PoolClient) => void connection.end().catch(() => {});
  pool.on('acquire', (connection) => {
    inUse.add(connection);
    if (interruption.signal.aborted) cut(connection);
  });
  pool.on('release', (_error, connection) => inUse.delete(connection));
  const interrupt = (name: keyof typeof STATUS) => {
    // Under npm, Ctrl-C arrives twice: from the terminal, and from npm.
    if (interruption.signal.aborted) return;
    interruption.abort();
    process.exitCode = STATUS[name];
    setTimeout(() => process.exit(), GRACE_MS);
    for (const connection of inUse) cut(connection);
  };
  const signals = ['SIGINT', 'SIGPIPE', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: interruption.signal,
    end: () => {
      if (interruption.signal.aborted) process.exit();
      for (const name of signals) process.off(name, interrupt);
    },
  };
}

/** Reads an argument while the command line is parsed, so that a fault is reported before the database opens. */
export function readArgument<Value>(read: () => Value, problem?: string): Value {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError(problem ?? (error instanceof Error ? error.message : String(error)));
  }
}
