/**
 * Divides a limited number of places fairly among clients. A place has a key, such as an item whose views wait to be written. When
 * no place is free, a client gets the oldest place of the client that holds the most, if it holds clearly fewer itself. So a client
 * that floods the gateway does not push out the others. `onLost` is called with the key of each place that is taken away.
 */
export function createShares(places: number, onLost: (key: string) => void) {
  /** The client that holds each place. */
  const holders = new Map<string, string>();
  /** The places of each client, the oldest first. */
  const held = new Map<string, Set<string>>();
  /** The clients that hold a given number of places. `most` is the largest of these numbers. */
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

  /** Takes the oldest place of the client that holds the most: at least two more, or two clients would take turns for ever. */
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
    /** Asks for a place. If it is taken, the client with fewer places gets it. Returns true if somebody holds it now. */
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
