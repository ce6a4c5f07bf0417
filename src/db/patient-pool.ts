import type pg from 'pg';
import { Shares } from './shares.js';

/**
 * The same pool for statements that may wait. Few of them run at once, so that connections are free for statements that may
 * not wait. It takes single statements, and no transactions.
 */
export function createPatientPool(pool: pg.Pool, atOnce: number): pg.Pool {
  const shares = new Shares(atOnce);
  const query = async (...args: Parameters<pg.Pool['query']>): Promise<unknown> => {
    await shares.enter(pool);
    try {
      return await pool.query(...args);
    } finally {
      shares.leave(pool);
    }
  };
  return new Proxy(pool, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) });
}
