import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { applyRoutines } from './routines.js';

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL('../../drizzle', import.meta.url)) };
const ROUTINES = fileURLToPath(new URL('../../drizzle/routines', import.meta.url));
/** The number of the advisory lock for migrations. Dateline's other advisory locks have other numbers. */
const MIGRATION_LOCK = 0x6461_7465;

/** Updates tables, functions and triggers. Only one gateway at a time does so. Returns a line for the log. */
export async function migrateDatabase(connectionString: string, routinesFolder = ROUTINES): Promise<string> {
  // The connection has no statement timeout, because the migration of a large table may take long.
  const connection = new pg.Client({
    connectionString,
    application_name: 'dateline migrations',
    connectionTimeoutMillis: 10_000,
  });
  // After a lost connection, the next query fails. Without this listener, the loss alone could end the process.
  connection.on('error', () => {});
  await connection.connect();
  try {
    await connection.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const before = await countMigrations(connection);
    await migrate(drizzle(connection), MIGRATIONS).catch(explain);
    const total = await countMigrations(connection);
    const later = total - readMigrationFiles(MIGRATIONS).length;
    // A later version of Dateline has updated the tables. Its functions fit these tables, so the functions stay.
    if (later > 0) return `${total} migrations, ${later} of them by a later version, whose functions and triggers stay`;
    const routines = await applyRoutines(connection, routinesFolder);
    return (
      `${total} migrations, ${total - before} of them new; ` +
      `${routines.total} functions and triggers, ${routines.changed} of them new or changed`
    );
  } finally {
    await connection.end();
  }
}

/** Throws an error with PostgreSQL's message. Drizzle's error has this message only in its cause. */
function explain(error: Error): never {
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  throw new Error(`the schema can't be brought up to date: ${reason}`, { cause: error });
}

async function countMigrations(connection: pg.Client): Promise<number> {
  const { rows } = await connection.query(`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`);
  if (!rows[0].exists) return 0;
  const counted = await connection.query('select count(*)::int as count from drizzle.__drizzle_migrations');
  return counted.rows[0].count;
}
