import { Counts } from '../live/counts.js';
import type { ConnectionBounds } from './descriptors.js';

export type SocketLimits = ReturnType<typeof createSocketLimits>;

/** Counts the sockets and event streams that are open: all, and those of each client address. */
export function createSocketLimits({
  mostPerAddress,
  mostSockets,
}: Pick<ConnectionBounds, 'mostPerAddress' | 'mostSockets'>) {
  const byAddress = new Counts();
  let total = 0;
  return {
    /** Counts one more; or answers why there is no place for it. */
    enter: (address: string): string | undefined => {
      const known = byAddress.of(address);
      if (total >= mostSockets) return 'as many are connected as may be: try again later';
      if (known >= mostPerAddress)
        return `${mostPerAddress} sockets of your address are open, which is the most: close one`;
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
