import { setTimeout as sleep } from 'node:timers/promises';

/** Returns the code and message of PostgreSQL's error, also if Drizzle's error wraps it. Undefined for other errors. */
export function findSqlState(error: unknown): { code: string; message: string } | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isFromDatabase = cause instanceof Error && 'code' in cause && typeof cause.code === 'string';
  return isFromDatabase ? { code: String(cause.code), message: cause.message } : undefined;
}

/** True for a deadlock and for a serialization failure. If the transaction runs again, it can succeed. */
export function isDeadlock(error: unknown): boolean {
  return /^(?:40001|40P01)$/.test(findSqlState(error)?.code ?? '');
}

/** The most attempts at a transaction. */
const ATTEMPTS = 6;
/** The base of the random wait between two attempts, in ms. The base doubles with each attempt. */
const BACK_OFF_MS = 5;

/** Runs a transaction. After a collision with another transaction, runs it again: at most `ATTEMPTS` times in all. */
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
