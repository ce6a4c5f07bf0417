import { setTimeout as sleep } from 'node:timers/promises';

/** What PostgreSQL says of a statement that failed; undefined for any other error. Drizzle's own has it as its cause. */
export function findSqlState(error: unknown): { code: string; message: string } | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isFromDatabase = cause instanceof Error && 'code' in cause && typeof cause.code === 'string';
  return isFromDatabase ? { code: String(cause.code), message: cause.message } : undefined;
}

/** Whether two transactions met (a deadlock, or one that has to be done again): the same again can succeed. */
export function isDeadlock(error: unknown): boolean {
  return /^(?:40001|40P01)$/.test(findSqlState(error)?.code ?? '');
}

/** How often something is tried while others are in its way, and how long it waits before, growing. */
const ATTEMPTS = 6;
const BACK_OFF_MS = 5;

/** Does a transaction again while it meets others. */
export async function whileColliding<Result>(
  run: () => Promise<Result>,
  isCollision: (error: unknown) => boolean = isDeadlock,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error)) throw error;
      // Those that met don't meet again at the same moment.
      await sleep(Math.random() * BACK_OFF_MS * 2 ** attempt);
    }
  }
}
