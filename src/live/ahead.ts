/** The most results that are made at the same time. One at a time would be too slow, because each result waits for the database. */
const AT_ONCE = 4;

/** Makes a result for each item. The caller asks for the results in order. Each call begins the next few results. */
export function makeAhead<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): (index: number) => Promise<Result> | undefined {
  const made = new Map<number, Promise<Result>>();
  let begun = 0;
  return (index) => {
    begun = Math.max(begun, index);
    for (const item of items.slice(begun, index + AT_ONCE)) {
      const pending = make(item);
      // This handler only avoids an unhandled rejection: the caller who asks for the result gets the error.
      pending.catch(() => {});
      made.set(begun, pending);
      begun += 1;
    }
    const result = made.get(index);
    made.delete(index);
    return result;
  };
}
