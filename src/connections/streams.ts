import { setTimeout as sleep } from 'node:timers/promises';
import { Counts } from '../live/counts.js';
import type { ConnectionBounds } from './descriptors.js';

export type StreamLimits = ReturnType<typeof createStreamLimits>;

/** Limits open WebSockets and event streams, both in total and for each client address. */
export function createStreamLimits({
  mostPerAddress,
  mostSockets,
}: Pick<ConnectionBounds, 'mostPerAddress' | 'mostSockets'>) {
  const byAddress = new Counts();
  let total = 0;
  return {
    /** Counts one more WebSocket or event stream. At a limit, returns the reason for refusing it instead. */
    enter: (address: string): string | undefined => {
      const known = byAddress.of(address);
      if (total >= mostSockets) return 'too many clients are connected: try again later';
      if (known >= mostPerAddress)
        return `${mostPerAddress} sockets of your address are open, and more are not allowed: close one`;
      total += 1;
      byAddress.add(address);
      return undefined;
    },
    leave: (address: string): void => {
      total -= 1;
      byAddress.subtract(address);
    },
  };
}

const GROUPS = 50;

/** Calls `run` for each member. The calls are made in groups, spread evenly over the given seconds. */
export async function spread<Member>(
  all: readonly Member[],
  seconds: number,
  run: (member: Member) => void,
): Promise<void> {
  const size = Math.max(1, all.length / (seconds > 0 ? GROUPS : 1));
  for (let group = 0; group * size < all.length; group += 1) {
    if (group > 0) await sleep((seconds * 1000) / GROUPS);
    all.slice(Math.round(group * size), Math.round((group + 1) * size)).forEach(run);
  }
}
