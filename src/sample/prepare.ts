import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db/open.js';
import type { Sample } from './files.js';
import { isUntouched } from './untouched.js';

/** Any constant that no other advisory lock of ours has. */
const SAMPLE_LOCK = 0x6461_7473;

/**
 * Begins to read the sample where it will be loaded: where the embedded database has yet to be made, which takes longer and
 * keeps another process busy. Undefined where it won't be, or can't be read: who loads it reads it again, and says why.
 */
export async function readSampleAhead({ databaseUrl, dataDir, loadsSample }: Config): Promise<Sample | undefined> {
  if (databaseUrl !== undefined || !loadsSample || (await isThere(join(dataDir, 'postgres')))) return undefined;
  const { readSample } = await import('./files.js');
  return readSample().catch(() => undefined);
}

/**
 * Loads the sample newsroom into an embedded database that nobody has written into, unless `SAMPLE=off`. Answers what
 * there is, for the log.
 */
export async function prepareContent(
  database: OpenDatabase,
  { dataDir, loadsSample }: Config,
  ahead?: Promise<Sample | undefined>,
): Promise<string> {
  if (!database.isEmbedded || !loadsSample) {
    const hint = 'none yet: import some, or load the sample with npm run dateline -- sample';
    return (await isUntouched(database.pool)) ? hint : HELD;
  }
  return whileAlone(database, async (keeper) => {
    const isBegun = await isThere(markOf(dataDir));
    return isBegun || (await isUntouched(keeper)) ? load(database.pool, dataDir, await ahead) : HELD;
  });
}

/**
 * Ends the loading of a gateway that was killed while it did. Commands do this before they write: loading again after
 * them would write over what they entered.
 */
export async function finishSample(database: OpenDatabase, { dataDir, loadsSample }: Config): Promise<void> {
  if (!database.isEmbedded || !loadsSample || !(await isThere(markOf(dataDir)))) return;
  await whileAlone(database, async () => {
    if (await isThere(markOf(dataDir))) await load(database.pool, dataDir);
  });
}

const HELD = 'what the database holds';

/** A file that is there while the sample is loaded: one that was left behind says that not all of it is in. */
function markOf(dataDir: string): string {
  return join(dataDir, 'sample-unfinished');
}

async function load(pool: pg.Pool, dataDir: string, sample?: Sample): Promise<string> {
  await writeFile(markOf(dataDir), '');
  // Its parsers would cost each start and each command.
  const { loadSample } = await import('./load.js');
  const items = await loadSample(pool, new Date(), sample);
  await rm(markOf(dataDir));
  return `the sample newsroom, ${items} items`;
}

/** Gateways and commands may start together: one loads, the others wait for it. */
async function whileAlone<Result>(
  { connectionString }: OpenDatabase,
  run: (keeper: pg.Client) => Promise<Result>,
): Promise<Result> {
  const keeper = new pg.Client({ connectionString, application_name: 'dateline sample' });
  await keeper.connect();
  try {
    await keeper.query('select pg_advisory_lock($1)', [SAMPLE_LOCK]);
    return await run(keeper);
  } finally {
    await keeper.end();
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
