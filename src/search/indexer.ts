import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { statement } from '../db/statement.js';
import { relateByText } from '../related/similar.js';
import { contentToRelate } from '../related/table.js';
import { cutItem, type ItemWords, plainText, writeDocument } from './document.js';
import { Lexemes } from './lexemes.js';
import { listNewWords, type NewWord, publicWordsOf, putWords, type Run } from './new-words.js';
import { contentToIndex } from './table.js';
import { readTexts } from './texts.js';

/** Items of one transaction. */
const CHUNK = 200;
/** Items that are related at once: the more, the more of their words are counted together. */
const RELATED_CHUNK = 1000;
/** So many new documents change what the planner should know of them. */
const MANY = 1000;

/** Indexes what changed, over two connections of the pool where it has as many left, unless it is to stop: see `indexOver`. */
export async function indexChangedContent(pool: pg.Pool, isStopping = () => false): Promise<number> {
  const connections = [await pool.connect()];
  // None left, or none to be had: one does as well, only slower.
  const hasMore = pool.idleCount > 0 || pool.totalCount < pool.options.max;
  const second = hasMore ? await pool.connect().catch(() => undefined) : undefined;
  if (second) connections.push(second);
  // A lost connection is an error of the next statement: unheard, it would end the process.
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
 * Brings the search index, and what is related by its text, up to date with what changed since: see `content_to_index`.
 * Over a second connection, items are related while the next ones are indexed. Several may run at once. Answers how many
 * items it indexed.
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
    // It is waited for below.
    relating.catch(() => {});
  };
  // Where indexing fails, what is being related is waited for too: its connection goes back.
  const indexed = await index(relateNext).finally(() => relating);
  await relate();
  if (indexed >= MANY) await settle(first);
  return indexed;
}

/** Does a chunk in a transaction; answers how many items it had. */
type Chunk = (db: Database) => Promise<{ readonly size: number; readonly afterwards?: () => void }>;

/** Chunk after chunk over one connection, until there are no more. */
function createStep(connection: pg.PoolClient, isStopping: () => boolean, run: Chunk) {
  // One Drizzle database for the whole run, not one a transaction, keeps the statements that it has built.
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
    // It can be done again: waiting for the disk after each chunk gains nothing.
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

/** What lists and searches read: plans made by what the planner knew before many items came are slow ones. */
const ANALYZE = `analyze content_items, content_tags, content_authors, content_regions, content_popularity,
  search_documents, search_words, search_lexemes, content_terms, similar_content`;

/** What a search would otherwise go through in line, and what its plans are made by. */
async function settle(connection: pg.PoolClient): Promise<void> {
  await connection.query(`select gin_clean_pending_list('search_documents_by_word')`);
  await connection.query(ANALYZE);
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
 * Takes items off the list. One that a writer holds stays on it, as what it says is not yet to be seen; and a writer
 * waits for the chunk that has its item, then puts it on the list again.
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

/** Answers the words that everyone may know from now on. */
async function indexItems(db: Database, run: Run, ids: readonly number[]): Promise<NewWord[]> {
  const items = (await readTexts(db, run.now, ids)).map(cutItem);
  await run.lexemes.learn(
    db,
    items.map(({ fields, texts }) => ({
      language: texts.language,
      words: fields.flatMap(({ words }) => words.map(({ word }) => word)),
    })),
  );
  await putDocuments(db, items, run.lexemes);
  const words = listNewWords(items, run);
  if (words.length > 0) await putWords(db, words);
  await db
    .insert(contentToRelate)
    .values(ids.map((contentId) => ({ contentId })))
    .onConflictDoNothing();
  return words.filter(({ knownFrom }) => knownFrom === null);
}

async function putDocuments(db: Database, items: readonly ItemWords[], lexemes: Lexemes): Promise<void> {
  const column = (take: (item: ItemWords) => string | number) => sql.param(items.map(take));
  await db.execute(sql`
    insert into search_documents (content_id, language, document, text)
    select id, language, document::tsvector, text
    from unnest(${column(({ texts }) => texts.id)}::bigint[], ${column(({ texts }) => texts.language)}::text[],
      ${column((item) => writeDocument(item, lexemes))}::text[], ${column(({ texts }) => plainText(texts))}::text[])
      as written(id, language, document, text)
    on conflict (content_id) do update
      set language = excluded.language, document = excluded.document, text = excluded.text`);
}
