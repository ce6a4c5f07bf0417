import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Database } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { statement } from '../db/statement.js';
import { contentToRelate } from '../related/table.js';
import { relateByText } from '../related/text-similarity.js';
import { indexItems, publicWordsOf, type Run } from './document.js';
import { Lexemes } from './lexemes.js';
import { createStep, type Queue, type SetAside } from './queue.js';
import { contentToIndex } from './table.js';

/** The most items that are indexed in one transaction. */
const CHUNK = 200;
/** The most items whose similar items one transaction finds. Many are faster, because words are counted together. */
const RELATED_CHUNK = 1000;
/** An item that could not be indexed or related is tried again after this time, or when it changes. */
const TRIED_AGAIN_AFTER = '1 hour';
/** If a run indexes at least this many items, it updates the statistics of the query planner. */
const MANY = 1000;

/** Makes the background job that indexes changed items. `soon` starts a run, or another run after the current run. */
export function createIndexer(pool: pg.Pool, logger: Pick<FaultLog, 'warn'>) {
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isClosing = false;
  const report = ({ path, reason }: SetAside) =>
    logger.warn(
      { err: reason, path },
      `search: an item could not be indexed: it is set aside for ${TRIED_AGAIN_AFTER}, or until it changes`,
    );
  async function run(): Promise<void> {
    while (isWanted && !isClosing) {
      isWanted = false;
      // Items that are not indexed stay on the list for the next run.
      await indexChangedContent(pool, () => isClosing, report).catch((err: unknown) =>
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

/**
 * Indexes changed items until none is left or `isStopping` returns true. Uses a second connection if one is free. Returns
 * the number of indexed items. `onSetAside` is called for each item that could not be indexed or related.
 */
export async function indexChangedContent(
  pool: pg.Pool,
  isStopping = () => false,
  onSetAside = (_fault: SetAside) => {},
): Promise<number> {
  const connections = [await pool.connect()];
  // Without a second connection, indexing only takes longer.
  const hasMore = pool.idleCount > 0 || pool.totalCount < pool.options.max;
  const second = hasMore ? await pool.connect().catch(() => undefined) : undefined;
  if (second) connections.push(second);
  // A lost connection makes the next statement fail. Without a listener, its error event would end the process.
  const ignore = () => {};
  for (const connection of connections) connection.on('error', ignore);
  const result = await indexOver(connections, new Date(), isStopping, onSetAside).catch((error: Error) => error);
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
  onSetAside = (_fault: SetAside) => {},
): Promise<number> {
  if (!first) throw new Error('indexing needs a connection');
  const index = createStep(first, createIndexing(now), isStopping, onSetAside);
  const relate = createStep(second ?? first, relating, isStopping, onSetAside);
  let lastStep: Promise<unknown> = Promise.resolve();
  const relateNext = () => {
    if (!second) return;
    lastStep = lastStep.then(() => relate());
    // The error is thrown where `lastStep` is awaited below.
    lastStep.catch(() => {});
  };
  // `lastStep` must end before its connection goes back to the pool, even if indexing fails.
  const indexed = await index(relateNext).finally(() => lastStep);
  await relate();
  if (indexed >= MANY) await prepareReading(first);
  return indexed;
}

/** Merges the pending entries into the GIN index, and updates the planner's statistics. Both make searches fast. */
async function prepareReading(connection: pg.PoolClient): Promise<void> {
  await connection.query(`select gin_clean_pending_list('search_documents_by_word')`);
  await connection.query(`analyze content_items, content_tags, content_authors, content_regions, content_popularity,
    search_documents, search_words, search_lexemes, content_terms, similar_content`);
}

function createIndexing(now: Date): Queue {
  const run: Run = { now, lexemes: new Lexemes(), publicWords: new Map() };
  return {
    take: (db) => takeChanged(db, {}),
    work: async (db, ids) => {
      const publicWords = await indexItems(db, run, ids);
      return () => {
        for (const { language, word } of publicWords) publicWordsOf(run, language).add(word);
      };
    },
    setAside: (db, id, reason) => setAside(db, contentToIndex, id, reason),
  };
}

const relating: Queue = {
  take: (db) => takeToRelate(db, {}),
  work: async (db, ids) => {
    await relateByText(db, ids);
    return undefined;
  },
  setAside: (db, id, reason) => setAside(db, contentToRelate, id, reason),
};

/** Puts an item back into its queue with its fault. */
async function setAside(
  db: Database,
  queue: typeof contentToIndex | typeof contentToRelate,
  contentId: number,
  fault: string,
): Promise<SetAside> {
  const [row] = await db
    .insert(queue)
    .values({ contentId, fault, notBefore: sql`now() + ${TRIED_AGAIN_AFTER}::interval` })
    .onConflictDoNothing()
    .returning({ path: sql<string>`(select path from content_items where id = ${contentId})` });
  return { path: row?.path ?? `item ${contentId}`, reason: fault };
}

/** The condition of an entry of a queue that is not set aside. */
const isDue = sql`(not_before is null or not_before <= now())`;

const takeToRelate = statement('take_content_to_relate', (db) =>
  db
    .delete(contentToRelate)
    .where(
      sql`${contentToRelate.contentId} in (
        select content_id from content_to_relate where ${isDue}
        order by content_id limit ${sql.raw(String(RELATED_CHUNK))} for update skip locked)`,
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
        where ${isDue} order by listed.content_id limit ${sql.raw(String(CHUNK))} for update skip locked)`,
    )
    .returning({ id: contentToIndex.contentId }),
);
