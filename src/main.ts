import { loadConfig } from './config.js';
import { migrateDatabase } from './db/migrate.js';
import { type OpenDatabase, openDatabase } from './db/open.js';
import { type Gateway, startGateway } from './gateway/server.js';
import { createLogger } from './logger.js';
import { isEmpty, loadSample } from './sample/load.js';

const config = readConfig();
const logger = createLogger(config.logLevel, 'stdout');
let database: OpenDatabase | undefined;
let gateway: Gateway | undefined;
let closing: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close(signal));

try {
  database = await openDatabase(config, (error) => logger.warn({ err: error }, 'a database connection was lost'));
  logger.info(`database: ${database.description}`);
  const { applied, total } = await migrateDatabase(database.connectionString);
  logger.info(`schema: ${total} migrations, ${applied} of them new`);
  logger.info(`content: ${await prepareContent(database)}`);
  gateway = await startGateway({ config, database, logger });
  if (closing) await gateway.close();
  else logger.info(`address: ${gateway.address}/graphql (GraphiQL in a browser)`);
} catch (error) {
  if (!closing) {
    logger.fatal(error instanceof Error ? error.message : String(error));
    logger.debug({ err: error }, 'why');
    process.exitCode = 1;
    await database?.close();
  }
}

function readConfig() {
  try {
    return loadConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** An embedded database with nothing in it gets the sample newsroom. */
async function prepareContent({ db, isEmbedded, pool }: OpenDatabase): Promise<string> {
  if (!(await isEmpty(db))) return 'what the database holds';
  if (!isEmbedded) return 'none yet: import some, or load the sample with npm run dateline -- sample';
  return `the sample newsroom, ${await loadSample(pool, new Date())} articles`;
}

/** In order: stop listening and let requests end, then the pool, then an embedded server that nobody else uses. */
function close(signal: string): Promise<void> {
  closing ??= (async () => {
    logger.info(`closing: ${signal}`);
    await gateway?.close();
    await database?.close();
    logger.info('closed');
  })();
  return closing;
}
