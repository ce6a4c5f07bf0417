import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Whether the database answers: a gateway without it can serve nobody. */
export async function isReady(pool: pg.Pool, patienceMs = 2000): Promise<boolean> {
  const answers = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answers, sleep(patienceMs, false, { ref: false })]);
}
