import { codedError } from '../errors.js';
import type { Counts } from './counts.js';
import type { GroupRequest } from './group.js';
import type { Turns } from './turns.js';

/** The selector of the events of a subscription, and the function that executes the operation for an event. */
export type Query = Pick<GroupRequest, 'execute' | 'selector'>;

interface Options {
  /** Returns the request of the group with a key, if the group has subscribers. */
  readonly find: (key: string) => GroupRequest | undefined;
  /** The number of groups that each client address has opened or is opening. */
  readonly opened: Counts;
  readonly maxPerAddress: number;
  readonly turns: Turns;
}

/** Makes the function that opens subscriptions. Equal subscriptions share a query, and count once for their address. */
export function createOpenQuery({ find, maxPerAddress, opened, turns }: Options) {
  const underWay = new Map<string, Promise<GroupRequest>>();
  /** Returns the request of the group with a key. For a new key, calls `make` when the turn of the address comes. */
  return async (key: string, address: string, make: () => Promise<Query>): Promise<GroupRequest> => {
    const known = find(key) ?? underWay.get(key);
    if (known) return known;
    if (maxPerAddress > 0 && opened.of(address) >= maxPerAddress) {
      const message = `your address has ${maxPerAddress} different subscriptions open, and more are not allowed (MAX_LIVE_QUERIES_PER_ADDRESS): complete a subscription, or send the same text and variables as an open subscription`;
      throw codedError('LIMIT_EXCEEDED', message);
    }
    opened.add(address);
    const opener = { weight: () => 1 / opened.of(address) };
    const opening = turns
      .take(opener, make)
      .then((query) => ({ key, address, ...query }))
      .finally(() => {
        opened.subtract(address);
        underWay.delete(key);
      });
    underWay.set(key, opening);
    return opening;
  };
}
