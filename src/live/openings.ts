import { codedError } from '../errors.js';
import type { Counts } from './counts.js';
import type { GroupRequest } from './group.js';
import type { Turns } from './turns.js';

/** The events that a subscription selects, and how the operation is executed for them. */
export type Query = Pick<GroupRequest, 'execute' | 'selector'>;

interface Options {
  /** The request of a group that has subscribers. */
  readonly find: (key: string) => GroupRequest | undefined;
  /** The number of groups that each address has opened or is opening. */
  readonly opened: Counts;
  /** The most of them; 0 is no limit. */
  readonly maxPerAddress: number;
  readonly turns: Turns;
}

/**
 * Makes the queries of subscriptions: one for all equal subscriptions, and a bounded number of different ones for each
 * address. An office whose people all send the same subscription has opened one.
 */
export function createOpenQuery({ find, maxPerAddress, opened, turns }: Options) {
  const underWay = new Map<string, Promise<GroupRequest>>();
  /** Finds the request of a key's group. For a group without subscribers, `make` makes its query when its turn comes. */
  return async (key: string, address: string, make: () => Promise<Query>): Promise<GroupRequest> => {
    const known = find(key) ?? underWay.get(key);
    if (known) return known;
    if (maxPerAddress > 0 && opened.of(address) >= maxPerAddress) {
      const message = `your address has ${maxPerAddress} different subscriptions open, the most that are allowed (MAX_LIVE_QUERIES_PER_ADDRESS): complete one, or send the text and variables of an open one`;
      throw codedError('LIMIT_EXCEEDED', message);
    }
    opened.add(address);
    const party = { weight: () => 1 / opened.of(address) };
    const opening = turns
      .take(party, make)
      .then((query) => ({ key, address, ...query }))
      .finally(() => {
        opened.subtract(address);
        underWay.delete(key);
      });
    underWay.set(key, opening);
    return opening;
  };
}
