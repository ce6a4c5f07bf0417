/** So many are under way at once: one by one, each would wait for the database in turn, and what is live would fall behind. */
const AT_ONCE = 4;

/** Makes something of each item of a list. Whoever asks for one in order finds the next few under way. */
export function makeAhead<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): (index: number) => Promise<Result | undefined> {
  const made: Promise<Result>[] = [];
  return async (index) => {
    for (const [offset, item] of items.slice(index, index + AT_ONCE).entries()) {
      if (made[index + offset]) continue;
      const making = make(item);
      // Whoever asks for it hears that it failed.
      making.catch(() => {});
      made[index + offset] = making;
    }
    return made[index];
  };
}
