import pg from 'pg';
import { indexChangedContent } from '../search/indexer.js';
import { type GenerateOptions, makeNewsroom } from './newsroom.js';
import { createRows, insertRows, moveSequence, type Rows } from './rows.js';

type Step = 'written' | 'indexed' | 'vacuumed';

/** Is told how it goes. */
export interface GenerateListener {
  /** So many items have been written. */
  readonly onProgress: (items: number) => void;
  /** A step is done. */
  readonly onStep: (step: Step, milliseconds: number) => void;
  /** Ends it where it stands. */
  readonly interruption?: AbortSignal;
}

/** Makes up a newsroom, the same for the same seed, size and end, and makes it ready to be read. */
export async function generateNewsroom(
  { connectionString, pool }: { readonly connectionString: string; readonly pool: pg.Pool },
  options: GenerateOptions,
  listener: GenerateListener,
): Promise<void> {
  // A connection of its own, without the pool's timeouts: a large newsroom takes as long as it takes.
  const connection = new pg.Client({ connectionString, application_name: 'dateline generate' });
  connection.on('error', () => {});
  await connection.connect();
  const { interruption } = listener;
  // What is under way fails then, and nothing of it is kept.
  const cut = () => void connection.end().catch(() => {});
  interruption?.addEventListener('abort', cut);
  const time = async (step: Step, run: () => Promise<unknown>) => {
    const begun = performance.now();
    await run();
    listener.onStep(step, performance.now() - begun);
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
 * All of it or nothing: it is one transaction. It goes past the importers' writer, which takes an item at a time: what
 * that keeps true (paths, slugs, counts of words) is kept true here.
 */
async function writeNewsroom(
  connection: pg.Client,
  options: GenerateOptions,
  { onProgress }: GenerateListener,
): Promise<void> {
  // The log begins with what is there: nobody followed it before.
  await connection.query(`begin; set local dateline.log = off`);
  await refuseContent(connection);
  const rows = createRows();
  // The next items are made while the database writes the last.
  let underWay = Promise.resolve();
  for (const items of makeNewsroom(rows, options)) {
    await underWay;
    underWay = writeRows(connection, rows.take()).then(() => onProgress(items));
  }
  await underWay;
  for (const [table, last] of rows.numbered()) await moveSequence(connection, table, last);
  await connection.query('commit');
  // What comes next is planned by what is there now.
  await connection.query('analyze');
}

async function refuseContent(connection: pg.Client): Promise<void> {
  const tables = 'content_items site editions sections regions authors tags series collections'.split(' ');
  const exists = tables.map((table) => `exists (select from ${table})`).join(' or ');
  const { rows } = await connection.query(`select ${exists} as "isThere"`);
  // What is made would mix with what is there.
  if (rows[0].isThere)
    throw new Error(
      'the database has content already: generate writes into an empty one (set DATA_DIR or DATABASE_URL)',
    );
}

async function writeRows(connection: pg.Client, rows: ReturnType<Rows['take']>): Promise<void> {
  for (const [table, ofTable] of rows) await insertRows(connection, table, ofTable);
}
