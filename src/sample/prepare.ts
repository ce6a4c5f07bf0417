import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.js';
import type { OpenDatabase } from '../db/open.js';
import type { Sample } from './load.js';

/** The key of an advisory lock. It can be any number that no other lock of Dateline has. */
const SAMPLE_LOCK = 0x6461_7473;
/** Tables into which migrations put a row. */
const FILLED_BY_MIGRATIONS = ['log_pruning'];

/**
 * Reads the sample content while another process creates the embedded database. This makes the start faster. Returns
 * undefined if the sample will not be loaded or can't be read. In the second case, `loadSample` fails with the reason.
 */
export async function readSampleAhead({ loadsSample }: Config): Promise<Sample | undefined> {
  if (!loadsSample) return undefined;
  const { readSample } = await import('./load.js');
  return readSample().catch(() => undefined);
}

/** Loads the sample newsroom into an untouched embedded database. Returns a description of the content for the log. */
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
    const isBegun = existsSync(markOf(dataDir));
    return isBegun || (await isUntouched(keeper)) ? load(database.pool, dataDir, await ahead) : HELD;
  });
}

/** Finishes an interrupted loading of the sample. Otherwise the next start would overwrite what a command writes. */
export async function finishSample(database: OpenDatabase, { dataDir, loadsSample }: Config): Promise<void> {
  if (!database.isEmbedded || !loadsSample || !existsSync(markOf(dataDir))) return;
  await whileAlone(database, async () => {
    if (existsSync(markOf(dataDir))) await load(database.pool, dataDir);
  });
}

const HELD = 'what the database holds';

/** The path of a file that exists while the sample is being loaded. If loading is interrupted, the file remains. */
function markOf(dataDir: string): string {
  return join(dataDir, 'sample-unfinished');
}

async function load(pool: pg.Pool, dataDir: string, sample?: Sample): Promise<string> {
  await writeFile(markOf(dataDir), '');
  // The module is imported only now, because its parsers would slow down every start.
  const { loadSample } = await import('./load.js');
  const items = await loadSample(pool, new Date(), sample);
  await rm(markOf(dataDir));
  return `the sample newsroom, ${items} items`;
}

/** True if nobody has written anything into the database: no table has a row, apart from rows of migrations. */
export async function isUntouched(client: Pick<pg.ClientBase, 'query'>): Promise<boolean> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
      and relname <> all($1)`,
    [FILLED_BY_MIGRATIONS],
  );
  const isAnyFilled = tables.map(({ name }) => `exists (select from ${pg.escapeIdentifier(name)})`).join(' or ');
  const { rows } = await client.query<{ touched: boolean }>(`select ${isAnyFilled || 'false'} as touched`);
  return rows[0]?.touched === false;
}

/** Runs a function under a lock. If several gateways and commands start together, one loads the sample and the others wait. */
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
