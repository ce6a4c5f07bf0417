import pg from 'pg';
import { indexChangedContent } from '../search/indexer.js';
import { readKits } from './kit.js';
import { type GenerateOptions, makeNewsroom } from './newsroom.js';
import { Rows } from './rows.js';

type Step = 'written' | 'indexed' | 'vacuumed';

export interface GenerateListener {
  /** Called with the number of items that have been written. */
  readonly onProgress: (items: number) => void;
  readonly onStepDone: (step: Step, milliseconds: number) => void;
  /** Aborting this signal stops the generation at once. */
  readonly interruption?: AbortSignal;
}

/** Generates a newsroom, indexes it and analyses its tables. The same seed, size and end give the same content. */
export async function generateNewsroom(
  { connectionString, pool }: { readonly connectionString: string; readonly pool: pg.Pool },
  options: GenerateOptions,
  listener: GenerateListener,
): Promise<void> {
  // The generation has its own connection, because the timeouts of the pool are too short for a large newsroom.
  const connection = new pg.Client({ connectionString, application_name: 'dateline generate' });
  connection.on('error', () => {});
  await connection.connect();
  const { interruption } = listener;
  // Closing the connection makes the running statement fail, and rolls its transaction back.
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

/** Writes a newsroom in one transaction. Paths, slugs and word counts follow the same rules as in an import. */
async function writeNewsroom(
  connection: pg.Client,
  options: GenerateOptions,
  { onProgress }: GenerateListener,
): Promise<void> {
  // No subscriber has read events of an empty database, so these items need no events.
  await connection.query(`begin; set local dateline.log = off`);
  await refuseContent(connection);
  const rows = new Rows();
  // The next items are made while the database writes the previous ones.
  let written = Promise.resolve();
  for (const items of makeNewsroom(rows, await readKits(), options)) {
    await written;
    written = rows.write(connection).then(() => onProgress(items));
  }
  await written;
  await rows.moveSequences(connection);
  await connection.query('commit');
  // For the next steps, the query planner has to know the sizes of the tables.
  await connection.query('analyze');
}

/** Refuses a database that has content, because generated content must not mix with other content. */
async function refuseContent(connection: pg.Client): Promise<void> {
  const tables = 'content_items site editions sections regions authors tags series collections'.split(' ');
  const exists = tables.map((table) => `exists (select from ${table})`).join(' or ');
  const { rows } = await connection.query(`select ${exists} as "hasContent"`);
  if (rows[0].hasContent)
    throw new Error(
      'the database has content already: generate needs an empty database (set DATA_DIR or DATABASE_URL)',
    );
}
