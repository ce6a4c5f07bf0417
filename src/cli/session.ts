import { type Config, loadConfig } from '../config.js';
import { migrateDatabase } from '../db/migrate.js';
import { type OpenDatabase, openDatabase } from '../db/open.js';

/** What a command that uses the database works with. */
export interface Session {
  readonly config: Config;
  readonly database: OpenDatabase;
}

/** Opens the database that the settings name, brings its schema up to date, and closes it after the command, however it ends. */
export async function withDatabase<Result>(run: (session: Session) => Promise<Result>): Promise<Result> {
  const config = loadConfig(process.env);
  const database = await openDatabase(config, () => {});
  // The command ends where it stands: a document is in a transaction, so it is wholly there or wholly absent.
  const interrupt = () => {
    process.exitCode = 130;
    void database.close().finally(() => process.exit());
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await migrateDatabase(database.connectionString);
    return await run({ config, database });
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await database.close();
  }
}
