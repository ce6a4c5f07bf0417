/** Places of which there are so many, each held by a client. */
export interface Shares {
  /** Whether the client has the place from now on: one that is held goes to whichever of the two has fewer. */
  readonly take: (client: string, key: string) => boolean;
  readonly release: (key: string) => void;
  /** How many places a client has. */
  readonly numberOf: (client: string) => number;
  readonly clear: () => void;
}

/**
 * Shares places out fairly. While there are some left, anybody gets one. Then whoever has fewer than others gets the oldest
 * place of the client with the most, so that clients who fill everything with nonsense take it from each other and not from
 * those who come with little. `onLost` hears which place was taken away.
 */
export function createShares(places: number, onLost: (key: string) => void): Shares {
  const holders = new Map<string, string>();
  const held = new Map<string, Set<string>>();
  /** Clients by how many places they have; `most` is the largest of these numbers. */
  const byNumber = new Map<number, Set<string>>();
  let most = 0;
  const numberOf = (client: string) => held.get(client)?.size ?? 0;

  function change(client: string, apply: (keys: Set<string>) => void): void {
    const keys = held.get(client) ?? new Set();
    const before = keys.size;
    apply(keys);
    const peers = byNumber.get(before);
    peers?.delete(client);
    if (peers?.size === 0) byNumber.delete(before);
    if (keys.size === 0) held.delete(client);
    else {
      held.set(client, keys);
      byNumber.set(keys.size, (byNumber.get(keys.size) ?? new Set()).add(client));
    }
    most = Math.max(most, keys.size);
    while (most > 0 && !byNumber.has(most)) most -= 1;
  }

  function give(client: string, key: string): true {
    holders.set(key, client);
    change(client, (keys) => keys.add(key));
    return true;
  }

  function release(key: string): void {
    const holder = holders.get(key);
    if (holder === undefined) return;
    holders.delete(key);
    change(holder, (keys) => keys.delete(key));
  }

  /** With one place fewer they still have as many as who gets it: else two would take it from each other for ever. */
  function takeFromLargest(client: string): boolean {
    if (most <= numberOf(client) + 1) return false;
    const [largest = ''] = byNumber.get(most) ?? [];
    const [oldest] = held.get(largest) ?? [];
    if (oldest === undefined) return false;
    release(oldest);
    onLost(oldest);
    return true;
  }

  return {
    take: (client, key) => {
      const holder = holders.get(key);
      if (holder !== undefined) {
        if (numberOf(client) + 1 >= numberOf(holder)) return true;
        release(key);
        return give(client, key);
      }
      if (holders.size >= places && !takeFromLargest(client)) return false;
      return give(client, key);
    },
    release,
    numberOf,
    clear: () => {
      for (const map of [holders, held, byNumber]) map.clear();
      most = 0;
    },
  };
}
