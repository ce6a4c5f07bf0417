/**
 * Divides a limited number of places fairly among clients. A place has a key, which names the thing that is stored
 * there. When no place is free, the client with the most places loses its oldest place to a client with at least two
 * fewer. With only one fewer, two clients would take turns for ever. `onLost` gets the key of each lost place.
 */
export function createShares(places: number, onLost: (key: string) => void) {
  /** The client that holds a place, by the key of the place. */
  const holders = new Map<string, string>();
  /** The keys of the places of each client, the oldest first. */
  const held = new Map<string, Set<string>>();
  /** The clients, by the number of places that they hold. `most` is the largest of these numbers. */
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

  function release(key: string): void {
    const holder = holders.get(key);
    if (holder === undefined) return;
    holders.delete(key);
    change(holder, (keys) => keys.delete(key));
  }

  /** Frees the oldest place of the client with the most places. Returns false if `client` has nearly as many places. */
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
    /** Asks for a place. A taken place goes to the client with fewer places. Returns false if no place is free. */
    take: (client: string, key: string): boolean => {
      const holder = holders.get(key);
      if (holder !== undefined && numberOf(client) + 1 >= numberOf(holder)) return true;
      if (holder !== undefined) release(key);
      else if (holders.size >= places && !takeFromLargest(client)) return false;
      holders.set(key, client);
      change(client, (keys) => keys.add(key));
      return true;
    },
    release,
    /** Returns the number of places that a client holds. */
    numberOf,
    clear: (): void => {
      for (const map of [holders, held, byNumber]) map.clear();
      most = 0;
    },
  };
}
