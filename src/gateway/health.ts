import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

const PATIENCE_MS = 2000;

/** Whether the database answers: a gateway without it can serve nobody. */
export async function isReady(pool: pg.Pool): Promise<boolean> {
  const answers = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answers, sleep(PATIENCE_MS, false, { ref: false })]);
}
