import { describe, expect, it, onTestFinished } from 'vitest';
import { Pool, runAsOwner } from '../../src/db/pool.js';

import { useDatabase } from '../support/database.js';

const database = useDatabase();

function openPool(options: { readonly max: number; readonly busy: number }): Pool {
  const pool = new Pool({
    connectionString: database().url,
    max: options.max,
    connectionTimeoutMillis: options.busy,
  });
  onTestFinished(() => pool.end());
  return pool;
}

describe('a statement that waits for a connection', () => {
  it('waits as long as the database answers other statements', async () => {
    const pool = openPool({ max: 1, busy: 10_000 });
    const asked = Array.from({ length: 9 }, () => pool.query('select pg_sleep(0.5)'));
    await expect(Promise.all(asked)).resolves.toHaveLength(9);
  });

  it('waits as long as the database refuses other statements', async () => {
    const pool = openPool({ max: 1, busy: 10_000 });
    const fails = 'do $$ begin perform pg_sleep(0.5); raise division_by_zero; end $$';
    const refused = Array.from({ length: 8 }, () => pool.query(fails));
    const answers = await Promise.allSettled([...refused, pool.query('select 1')]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is refused if the database answers no statement', async () => {
    const pool = openPool({ max: 1, busy: 10_000 });
    const held = await pool.connect();
    await expect(pool.query('select 1')).rejects.toThrow(
      'timeout expired: the database has answered no statement for 3000 ms',
    );
    held.release();
    await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
  });

  it('is refused after `connectionTimeoutMillis` if other statements are always first', async () => {
    const pool = openPool({ max: 1, busy: 1000 });
    const asked = Array.from({ length: 8 }, () => pool.query('select pg_sleep(0.3)'));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toContain('rejected');
    await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
  });
});

describe('a request that needs many connections', () => {
  it('leaves some connections for other requests, and runs all its statements in the end', async () => {
    const pool = openPool({ max: 5, busy: 10_000 });
    const over: string[] = [];
    const many = runAsOwner(() =>
      Array.from({ length: 12 }, () => pool.query('select pg_sleep(0.3)').then(() => over.push('many'))),
    );
    const other = runAsOwner(() => pool.query('select 1').then(() => over.push('other')));
    await Promise.all([...many, other]);
    expect(over.indexOf('other')).toBe(0);
    expect(over).toHaveLength(13);
  });

  it('is refused if the database answers no statement, and gets connections again afterwards', async () => {
    const pool = openPool({ max: 2, busy: 10_000 });
    const held = [await pool.connect(), await pool.connect()];
    const ask = () => runAsOwner(() => Promise.allSettled(Array.from({ length: 6 }, () => pool.query('select 1'))));
    expect(new Set((await ask()).map(({ status }) => status))).toEqual(new Set(['rejected']));
    for (const connection of held) connection.release();
    expect(new Set((await ask()).map(({ status }) => status))).toEqual(new Set(['fulfilled']));
  });
});
