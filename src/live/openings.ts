import { codedError } from '../errors.js';
import type { Counts } from './counts.js';
import type { GroupRequest } from './group.js';
import type { Turns } from './turns.js';

/** What a subscription is about, once that is found out. */
export type Query = Pick<GroupRequest, 'execute' | 'selector'>;

/** Answers what a key stands for; has it found out by `make`, in turn, where nobody follows the same yet. */
export type OpenQuery = (key: string, address: string, make: () => Promise<Query>) => Promise<GroupRequest>;

interface Options {
  /** What those follow who asked the same. */
  readonly find: (key: string) => GroupRequest | undefined;
  /** The groups that each address has opened, and those that it is opening. */
  readonly opened: Counts;
  /** How many those may be; 0 is no limit. */
  readonly maxPerAddress: number;
  readonly turns: Turns;
}

/**
 * Finds out what subscriptions are about: once for all who ask the same, and a bounded number for each address. An office
 * whose people follow the same text has opened one.
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
