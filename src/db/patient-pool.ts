import type pg from 'pg';

/**
 * The same pool for what may wait: few of its statements are under way at once, so that the connections are there for
 * whoever may not. Statements alone go through it, no transactions.
 */
export function createPatientPool(pool: pg.Pool, atOnce: number): pg.Pool {
  const waiting: (() => void)[] = [];
  let free = atOnce;

  async function enter(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((done) => waiting.push(done));
  }

  /** Hands the place to who has waited longest. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  const query = async (...args: Parameters<pg.Pool['query']>): Promise<unknown> => {
    await enter();
    try {
      return await pool.query(...args);
    } finally {
      leave();
    }
  };
  return new Proxy(pool, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) });
}
