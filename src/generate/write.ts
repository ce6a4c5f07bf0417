import pg from 'pg';
import { indexChangedContent } from '../search/indexer.js';
import { readKits } from './kit.js';
import { type GenerateOptions, makeNewsroom } from './newsroom.js';
import { insertRows, Rows } from './rows.js';

type Step = 'written' | 'indexed' | 'vacuumed';

/** Is called while a newsroom is generated. */
export interface GenerateListener {
  /** So many items have been written. */
  readonly onProgress: (items: number) => void;
  readonly onStepDone: (step: Step, milliseconds: number) => void;
  /** Stops the generation at once. */
  readonly interruption?: AbortSignal;
}

/** Makes up a newsroom, writes it, indexes it and analyses its tables. The same seed, size and end give the same newsroom. */
export async function generateNewsroom(
  { connectionString, pool }: { readonly connectionString: string; readonly pool: pg.Pool },
  options: GenerateOptions,
  listener: GenerateListener,
): Promise<void> {
  // A connection of its own: the pool's timeouts are too short for a large newsroom.
  const connection = new pg.Client({ connectionString, application_name: 'dateline generate' });
  connection.on('error', () => {});
  await connection.connect();
  const { interruption } = listener;
  // A statement that runs fails then, and its transaction is rolled back.
  const cut = () => void connection.end().catch(() => {});
  interruption?.addEventListener('abort', cut);
  const time = async (step: Step, run: () => Promise<unknown>) => {
    const begun = performance.now();
    await run();
    listener.onStepDone(step, performance.now() - begun);
  };
  try {
    await time('written', () => writeNewsroom(connection, options, listener));
    await time('indexed', () => indexChangedContent(pool, () => interruption?.aborted === true));
    await time('vacuumed', () => connection.query('vacuum analyze'));
  } finally {
    interruption?.removeEventListener('abort', cut);
    await connection.end();
  }
}

/**
 * Writes a newsroom in one transaction: all of it or nothing. It does not use the importers' writer, which takes one item at a
 * time, so it has to keep the same rules itself: paths, slugs, counts of words.
 */
async function writeNewsroom(
  connection: pg.Client,
  options: GenerateOptions,
  { onProgress }: GenerateListener,
): Promise<void> {
  // Nobody has followed the event log yet, so these items need no events.
  await connection.query(`begin; set local dateline.log = off`);
  await refuseContent(connection);
  const rows = new Rows();
  // The next items are made while the database writes the last.
  let written = Promise.resolve();
  for (const items of makeNewsroom(rows, await readKits(), options)) {
    await written;
    written = writeRows(connection, rows).then(() => onProgress(items));
  }
  await written;
  await rows.moveSequences(connection);
  await connection.query('commit');
  // The next steps need the planner to know how much there is.
  await connection.query('analyze');
}

/** Generated content must not mix with other content. */
async function refuseContent(connection: pg.Client): Promise<void> {
  const tables = 'content_items site editions sections regions authors tags series collections'.split(' ');
  const exists = tables.map((table) => `exists (select from ${table})`).join(' or ');
  const { rows } = await connection.query(`select ${exists} as "hasContent"`);
  if (rows[0].hasContent)
    throw new Error(
      'the database has content already: generate writes into an empty one (set DATA_DIR or DATABASE_URL)',
    );
}

async function writeRows(connection: pg.Client, rows: Rows): Promise<void> {
  for (const [table, tableRows] of rows.take()) await insertRows(connection, table, tableRows);
}
