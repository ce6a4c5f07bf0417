import pg from 'pg';
import { expect } from 'vitest';

/**
 * Runs something while another transaction holds the locks of a statement. It releases them when `waiting` transactions wait,
 * so that they meet at the same place in each run of the test.
 */
export async function whileHeld<Result>(
  url: string,
  statement: string,
  waiting: number,
  run: () => Promise<Result>,
): Promise<Result> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  try {
    await holder.query(`begin; ${statement}`);
    const result = run();
    const countWaiting = async () => {
      // A transaction sees the same statistics until it clears its snapshot.
      await holder.query('select pg_stat_clear_snapshot()');
      const { rows } = await holder.query(
        `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0].count;
    };
    await expect.poll(countWaiting, { timeout: 5000 }).toBe(waiting);
    await holder.query('commit');
    return await result;
  } finally {
    await holder.end();
  }
}
