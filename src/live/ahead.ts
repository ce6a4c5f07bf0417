/** So many are under way at once: one by one, each would wait for the database in turn, and what is live would fall behind. */
const AT_ONCE = 4;

/**
 * Makes something of each item of a list. Whoever asks for one in order finds the next few under way. What has been asked
 * for is not kept.
 */
export function makeAhead<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): (index: number) => Promise<Result> | undefined {
  const made = new Map<number, Promise<Result>>();
  let begun = 0;
  return (index) => {
    begun = Math.max(begun, index);
    for (const item of items.slice(begun, index + AT_ONCE)) {
      const making = make(item);
      // Whoever asks for it hears that it failed.
      making.catch(() => {});
      made.set(begun, making);
      begun += 1;
    }
    const result = made.get(index);
    made.delete(index);
    return result;
  };
}
