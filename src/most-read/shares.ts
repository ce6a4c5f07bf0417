/**
 * Shares places out fairly. While some are free, every client gets one. After that, a client gets the oldest place of the
 * client that holds the most, if it holds fewer itself. So a client that floods the gateway does not push out the others.
 * `onLost` is called with each place that is taken away.
 */
export function createShares(places: number, onLost: (key: string) => void) {
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

  /** The largest holder must have at least two places more: otherwise two clients would take the same place from each other for ever. */
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
    /** Takes a place for a client. A place that another client holds goes to the client that holds fewer. Answers whether the place is held now. */
    take: (client: string, key: string): boolean => {
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
    /** How many places a client holds. */
    numberOf,
    clear: (): void => {
      for (const map of [holders, held, byNumber]) map.clear();
      most = 0;
    },
  };
}
