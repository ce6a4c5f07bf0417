import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import type { FaultLog } from '../db/outage-log.js';
import { statement } from '../db/statement.js';
import { contentToRelate } from '../related/table.js';
import { relateByText } from '../related/text-similarity.js';
import { indexItems, publicWordsOf, type Run } from './document.js';
import { Lexemes } from './lexemes.js';
import { contentToIndex } from './table.js';

/** The most items that are indexed in one transaction. */
const CHUNK = 200;
/** The most items whose similar items one transaction finds. Many are faster, because words are counted together. */
const RELATED_CHUNK = 1000;
/** If a run indexes at least this many items, it updates the statistics of the query planner. */
const MANY = 1000;

/** Makes the background job that indexes changed items. `soon` starts a run, or another run after the current run. */
export function createIndexer(pool: pg.Pool, logger: Pick<FaultLog, 'warn'>) {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isClosing = false;
  async function run(): Promise<void> {
    while (isWanted && !isClosing) {
      isWanted = false;
      // Items that are not indexed stay on the list for the next run.
      await indexChangedContent(pool, () => isClosing).catch((err: unknown) =>
        logger.warn({ err }, 'search: changed items could not be indexed: the next run indexes them'),
      );
    }
    running = undefined;
  }
  return {
    soon: (): void => {
      isWanted = true;
      running ??= run();
    },
    close: async (): Promise<void> => {
      isClosing = true;
      await running;
    },
  };
}

/** Indexes changed items until none is left or `isStopping` returns true. Uses a second connection if one is free. */
export async function indexChangedContent(pool: pg.Pool, isStopping = () => false): Promise<number> {
  const connections = [await pool.connect()];
  // Without a second connection, indexing only takes longer.
  const hasMore = pool.idleCount > 0 || pool.totalCount < pool.options.max;
  const second = hasMore ? await pool.connect().catch(() => undefined) : undefined;
  if (second) connections.push(second);
  // A lost connection makes the next statement fail. Without a listener, its error event would end the process.
  const ignore = () => {};
  for (const connection of connections) connection.on('error', ignore);
  const result = await indexOver(connections, new Date(), isStopping).catch((error: Error) => error);
  for (const connection of connections) {
    connection.off('error', ignore);
    connection.release(result instanceof Error);
  }
  if (result instanceof Error) throw result;
  return result;
}

/**
 * Indexes all items in `content_to_index`, and finds items with similar texts (`relateByText`). With a second
 * connection, both happen at the same time. Several processes may do this at once. Returns the number of indexed items.
 */
export async function indexOver(
  [first, second]: readonly pg.PoolClient[],
  now: Date,
  isStopping = () => false,
): Promise<number> {
  if (!first) throw new Error('indexing needs a connection');
  const index = createStep(first, isStopping, createIndexing(now));
  const relate = createStep(second ?? first, isStopping, takeUnrelated);
  let relating: Promise<unknown> = Promise.resolve();
  const relateNext = () => {
    if (!second) return;
    relating = relating.then(() => relate());
    // The error is thrown where `relating` is awaited below.
    relating.catch(() => {});
  };
  // `relating` must end before its connection goes back to the pool, even if indexing fails.
  const indexed = await index(relateNext).finally(() => relating);
  await relate();
  if (indexed >= MANY) await prepareReading(first);
  return indexed;
}

/** Works on a chunk of items in a transaction. `size` is the number of items. Call `afterwards` after the commit. */
type Chunk = (db: Database) => Promise<{ readonly size: number; readonly afterwards?: () => void }>;

/** Makes a function that works on chunks of items until a chunk is empty, and returns the number of items. */
function createStep(connection: pg.PoolClient, isStopping: () => boolean, run: Chunk) {
  // All transactions share one Drizzle object, because it keeps the statements that were built before.
  const db = drizzle(connection);
  return async (onChunk = () => {}): Promise<number> => {
    for (let done = 0; ; ) {
      const size = isStopping() ? 0 : await retryOnCollision(() => inTransaction(connection, db, run));
      if (size === 0) return done;
      done += size;
      onChunk();
    }
  };
}

async function inTransaction(connection: pg.PoolClient, db: Database, run: Chunk): Promise<number> {
  await connection.query('begin');
  try {
    // A commit need not wait for the disk. If a crash loses the work, the items stay on the list and are indexed again.
    await connection.query(`set local synchronous_commit = off; set local work_mem = '64MB'`);
    const { afterwards, size } = await run(db);
    await connection.query('commit');
    afterwards?.();
    return size;
  } catch (error) {
    await connection.query('rollback');
    throw error;
  }
}

/** Merges the pending entries into the GIN index, and updates the planner's statistics. Both make searches fast. */
async function prepareReading(connection: pg.PoolClient): Promise<void> {
  await connection.query(`select gin_clean_pending_list('search_documents_by_word')`);
  await connection.query(`analyze content_items, content_tags, content_authors, content_regions, content_popularity,
    search_documents, search_words, search_lexemes, content_terms, similar_content`);
}

function createIndexing(now: Date): Chunk {
  const run: Run = { now, lexemes: new Lexemes(), publicWords: new Map() };
  return async (db) => {
    const ids = (await takeChanged(db, {})).map((row) => row.id);
    const publicWords = ids.length > 0 ? await indexItems(db, run, ids) : [];
    const remember = () => {
      for (const { language, word } of publicWords) publicWordsOf(run, language).add(word);
    };
    return { size: ids.length, afterwards: remember };
  };
}

const takeUnrelated: Chunk = async (db) => {
  const ids = (await takeToRelate(db, {})).map((row) => row.id);
  await relateByText(db, ids);
  return { size: ids.length };
};

const takeToRelate = statement('take_content_to_relate', (db) =>
  db
    .delete(contentToRelate)
    .where(
      sql`${contentToRelate.contentId} in (
        select content_id from content_to_relate order by content_id limit ${sql.raw(String(RELATED_CHUNK))} for update skip locked)`,
    )
    .returning({ id: contentToRelate.contentId }),
);

/**
 * Removes items from the list of items to index, and returns their ids. An item that a writer has locked stays on the
 * list, as its new text is not committed. A later writer waits for this transaction, and adds its item again.
 */
const takeChanged = statement('take_changed_content', (db) =>
  db
    .delete(contentToIndex)
    .where(
      sql`${contentToIndex.contentId} in (
        select listed.content_id from content_to_index as listed join content_items on content_items.id = listed.content_id
        order by listed.content_id limit ${sql.raw(String(CHUNK))} for update skip locked)`,
    )
    .returning({ id: contentToIndex.contentId }),
);
