import type { Caller } from '../graphql/context.js';

/** The longest that a timer of Node's can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Runs something once a caller's token or preview link has expired, if it ever does; answers how to call that off. */
export function whenExpired({ identity, link }: Caller, now: Date, run: () => void): () => void {
  const ends = [identity, link].flatMap((shown) => shown?.expiresAt?.getTime() ?? []);
  if (ends.length === 0) return () => {};
  let left = Math.min(...ends) - now.getTime();
  let timer: NodeJS.Timeout;
  const wait = () => {
    const next = Math.min(Math.max(left, 0), LONGEST_TIMER_MS);
    left -= next;
    timer = setTimeout(() => (left > 0 ? wait() : run()), next);
  };
  wait();
  return () => clearTimeout(timer);
}
