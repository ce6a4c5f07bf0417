import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { OpenDatabase } from '../db/open.js';
import { isEmpty, loadSample } from './load.js';

/** Any constant that no other advisory lock of ours has. */
const SAMPLE_LOCK = 0x6461_7473;

/**
 * Loads the sample newsroom into an embedded database with nothing in it, and again where a gateway was killed while it
 * did: a file in `dataDir` says so. Answers what there is, for the log.
 */
export async function prepareContent(database: OpenDatabase, dataDir: string): Promise<string> {
  const { connectionString, db, isEmbedded, pool } = database;
  if (!isEmbedded) {
    const hint = 'none yet: import some, or load the sample with npm run dateline -- sample';
    return (await isEmpty(db)) ? hint : 'what the database holds';
  }
  const unfinished = join(dataDir, 'sample-unfinished');
  // Gateways may start together: one loads, the others wait for it.
  const keeper = new pg.Client({ connectionString, application_name: 'dateline sample' });
  await keeper.connect();
  try {
    await keeper.query('select pg_advisory_lock($1)', [SAMPLE_LOCK]);
    if (!(await isEmpty(db)) && !(await isThere(unfinished))) return 'what the database holds';
    await writeFile(unfinished, '');
    const items = await loadSample(pool, new Date());
    await rm(unfinished);
    return `the sample newsroom, ${items} items`;
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
