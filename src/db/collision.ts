import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL's error code and message. Undefined for any other error. Drizzle's errors have PostgreSQL's error as their cause. */
export function findSqlState(error: unknown): { code: string; message: string } | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isFromDatabase = cause instanceof Error && 'code' in cause && typeof cause.code === 'string';
  return isFromDatabase ? { code: String(cause.code), message: cause.message } : undefined;
}

/** Whether a transaction failed because of another one: by a deadlock or a serialization failure. A retry can succeed. */
export function isDeadlock(error: unknown): boolean {
  return /^(?:40001|40P01)$/.test(findSqlState(error)?.code ?? '');
}

/** How often a transaction is tried, and the base of the wait between tries, which doubles each time. */
const ATTEMPTS = 6;
const BACK_OFF_MS = 5;

/** Runs a transaction, and runs it again while it collides with others. */
export async function retryOnCollision<Result>(
  run: () => Promise<Result>,
  isCollision: (error: unknown) => boolean = isDeadlock,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error)) throw error;
      // Random waits keep the same transactions from colliding again.
      await sleep(Math.random() * BACK_OFF_MS * 2 ** attempt);
    }
  }
}
