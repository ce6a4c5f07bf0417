import './check-node.js';
import { loadConfig } from './config.js';
import { openPort } from './connections/port.js';
import { migrateDatabase } from './db/migrate.js';
import { openDatabase } from './db/open.js';
import type { FaultLog } from './db/outage-log.js';
import { startClock } from './event-log/clock.js';
import { startGateway } from './gateway/server.js';
import { createLogger } from './logger.js';
import { surviveFaults } from './operation/request-id.js';
import { prunePreviewLinks } from './preview-link/store.js';
import type { Sample } from './sample/load.js';
import { prepareContent, readSampleAhead } from './sample/prepare.js';
import { pruneIdempotencyKeys } from './writing/idempotency.js';

const config = readConfig();
/** The longest time for closing. First, sockets are closed over `drainSeconds`. Then running requests may finish. */
const CLOSE_SECONDS = config.drainSeconds + 30;
const logger = createLogger(config.logLevel, 'stdout');
/** Functions that close the open resources. The resource that was opened last is closed first. */
const closers: (() => Promise<void>)[] = [];
let isStopping = false;
/** The log for faults: the plain logger at first, and the gateway's fault log once the gateway runs. */
let faults: FaultLog = logger;
const stopped = waitForSignal();

try {
  await start();
  await stopped;
} catch (error) {
  fail(error);
}
for (const close of closers) await close().catch(fail);
if (isStopping) logger.info('closed');

function readConfig() {
  try {
    return loadConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Starts everything, step by step. A signal stops the start after the current step, so that no step is left half done. */
async function start(): Promise<void> {
  const port = await openPort(config);
  closers.unshift(port.close);
  let sample: Promise<Sample | undefined> | undefined;
  const database = await openDatabase(
    config,
    (err) => faults.warn({ err }, 'a database connection was lost'),
    () => {
      sample = readSampleAhead(config);
    },
  );
  closers.unshift(database.close);
  logger.info(`database: ${database.description}`);
  if (isStopping) return;
  logger.info(`schema: ${await migrateDatabase(database.connectionString)}`);
  if (isStopping) return;
  logger.info(`content: ${await prepareContent(database, config, sample)}`);
  if (isStopping) return;
  const gateway = await startGateway({ config, database, logger, port });
  faults = gateway.faults;
  // Until here, a fault makes the start fail. From here on, clients depend on the process, so it survives faults.
  surviveFaults(logger);
  closers.unshift(gateway.close);
  const clock = startClock({
    database,
    logger: faults,
    clock: () => new Date(),
    retentionMs: config.eventRetentionMs,
    announce: gateway.announce,
    prune: [pruneIdempotencyKeys, prunePreviewLinks],
  });
  closers.unshift(clock.close);
  if (!isStopping) logger.info(`address: ${gateway.address}/graphql (GraphiQL in a browser)`);
  // An old version or an interrupted import may have left items that are not indexed.
  gateway.indexSoon();
}

function waitForSignal(): Promise<void> {
  return new Promise((done) => {
    const stop = (signal: string) => {
      // Under npm, Ctrl-C sends two signals: one from the terminal, one from npm.
      if (isStopping) return;
      isStopping = true;
      logger.info(`closing: ${signal}`);
      setTimeout(giveUp, CLOSE_SECONDS * 1000).unref();
      done();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
}

function giveUp(): void {
  logger.fatal(`not closed after ${CLOSE_SECONDS} seconds: giving up`);
  process.exit(1);
}

function fail(error: unknown): void {
  logger.fatal(error instanceof Error ? error.message : String(error));
  logger.debug({ err: error }, 'why');
  process.exitCode = 1;
}
