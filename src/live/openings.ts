import { codedError } from '../errors.js';
import type { Counts } from './counts.js';
import type { GroupRequest } from './group.js';
import type { Turns } from './turns.js';

/** Which events a subscription is for, and how they are executed. */
export type Query = Pick<GroupRequest, 'execute' | 'selector'>;

/** Finds what a key stands for. Where it has no subscribers yet, `make` finds it out, in its turn. */
export type OpenQuery = (key: string, address: string, make: () => Promise<Query>) => Promise<GroupRequest>;

interface Options {
  /** The request of a group that has subscribers. */
  readonly find: (key: string) => GroupRequest | undefined;
  /** The groups that each address has opened, and those that it is opening. */
  readonly opened: Counts;
  /** How many those may be; 0 is no limit. */
  readonly maxPerAddress: number;
  readonly turns: Turns;
}

/**
 * Finds out which events subscriptions are for: once for all that are the same, and for a bounded number of different ones from
 * each address. An office whose people follow the same text has opened one.
 */
export function createOpenQuery({ find, maxPerAddress, opened, turns }: Options): OpenQuery {
  const underWay = new Map<string, Promise<GroupRequest>>();
  return async (key, address, make) => {
    const known = find(key) ?? underWay.get(key);
    if (known) return known;
    if (maxPerAddress > 0 && opened.of(address) >= maxPerAddress) {
      const message = `${maxPerAddress} different subscriptions were opened from your address, which is the most (MAX_LIVE_QUERIES_PER_ADDRESS): complete one, or send the text and variables of one that is open`;
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
