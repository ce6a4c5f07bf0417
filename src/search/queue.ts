import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { workOnEach } from '../db/each-row.js';
import { describeFault, isFaultOfRow } from '../db/outage.js';

/** An item that a worker could not work on. */
export interface SetAside {
  readonly path: string;
  readonly reason: string;
}

/** A queue of items in a table, and the work for each chunk of items. */
export interface Queue {
  /** Removes a chunk of items from the queue, and returns their ids. */
  readonly take: (db: Database) => Promise<readonly { readonly id: number }[]>;
  /** Works on items. The returned function is called after the commit. */
  readonly work: (db: Database, ids: readonly number[]) => Promise<(() => void) | undefined>;
  /** Puts an item with a fault back into the queue, so that it is taken again later or when it changes. */
  readonly setAside: (db: Database, id: number, reason: string) => Promise<SetAside>;
}

/**
 * Makes a function that works on chunks of a queue until it is empty, and returns the number of items. A chunk is one
 * transaction. If single items of a chunk make the work fail, they are set aside, and the work on the others is done.
 */
export function createStep(
  connection: pg.PoolClient,
  queue: Queue,
  isStopping: () => boolean,
  onSetAside: (fault: SetAside) => void,
) {
  // All transactions share one Drizzle object, because it keeps the statements that were built before.
  const db = drizzle(connection);
  return async (onChunk = () => {}): Promise<number> => {
    for (let done = 0; ; ) {
      if (isStopping()) return done;
      const { faults, taken } = await retryOnCollision(() => workOnChunk(connection, db, queue));
      if (taken === 0) return done;
      for (const fault of faults) onSetAside(fault);
      done += taken - faults.length;
      onChunk();
    }
  };
}

async function workOnChunk(connection: pg.PoolClient, db: Database, queue: Queue) {
  await connection.query('begin');
  try {
    // A commit need not wait for the disk. If a crash loses the work, the items stay on the list and are indexed again.
    await connection.query(`set local synchronous_commit = off; set local work_mem = '64MB'`);
    const ids = (await queue.take(db)).map(({ id }) => id);
    const { afterwards, faults } = await workOn(ids, connection, db, queue);
    await connection.query('commit');
    for (const call of afterwards) call?.();
    return { taken: ids.length, faults };
  } catch (error) {
    await connection.query('rollback');
    throw error;
  }
}

/** Works on items of a chunk. Items that make the work fail are set aside. */
async function workOn(ids: readonly number[], connection: pg.PoolClient, db: Database, queue: Queue) {
  const afterwards: ((() => void) | undefined)[] = [];
  const faults: SetAside[] = [];
  await workOnEach(
    ids,
    async (part) => {
      await connection.query('savepoint part');
      try {
        afterwards.push(await queue.work(db, part));
        await connection.query('release savepoint part');
      } catch (error) {
        if (isFaultOfRow(error)) await connection.query('rollback to savepoint part; release savepoint part');
        throw error;
      }
    },
    async (id, error) => faults.push(await queue.setAside(db, id, describeFault(error))),
  );
  return { afterwards, faults };
}
