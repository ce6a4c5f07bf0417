/** Results that are made at once. One at a time would be too slow: each waits for the database. */
const AT_ONCE = 4;

/**
 * Makes the results of a list's items, which the caller asks for in order. The next few results are begun with each one that
 * is asked for. A result is forgotten once it was asked for.
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
      // The caller who asks for the result gets the error.
      making.catch(() => {});
      made.set(begun, making);
      begun += 1;
    }
    const result = made.get(index);
    made.delete(index);
    return result;
  };
}
