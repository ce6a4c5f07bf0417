import { Counts } from '../live/counts.js';

/** How many sockets there may be; 0 is no limit. */
interface Limits {
  readonly maxConnections: number;
  readonly maxPerAddress: number;
}

export type SocketLimits = ReturnType<typeof createSocketLimits>;

/** Counts the sockets and event streams that are open: all, and those of each client address. */
export function createSocketLimits({ maxConnections, maxPerAddress }: Limits) {
  const byAddress = new Counts();
  let total = 0;
  return {
    /** Counts one more; or answers why there is no place for it. */
    enter: (address: string): string | undefined => {
      const known = byAddress.of(address);
      if (maxConnections > 0 && total >= maxConnections) return 'as many are connected as may be: try again later';
      if (maxPerAddress > 0 && known >= maxPerAddress)
        return `${maxPerAddress} sockets of your address are open, which is the most: close one`;
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
