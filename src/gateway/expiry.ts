import type { Caller } from '../graphql/context.js';

/** The longest that a timer of Node's can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs something once a caller's token has expired, if it ever does; answers how to call that off. */
export function whenExpired({ identity: { expiresAt } }: Caller, now: Date, run: () => void): () => void {
  if (!expiresAt) return () => {};
  let left = expiresAt.getTime() - now.getTime();
  let timer: NodeJS.Timeout;
  const wait = () => {
    const next = Math.min(Math.max(left, 0), LONGEST_TIMER_MS);
    left -= next;
    timer = setTimeout(() => (left > 0 ? wait() : run()), next);
  };
  wait();
  return () => clearTimeout(timer);
}
