import DataLoader from 'dataloader';

/** Loads one row a key: null where there is none. */
export function loadOne<Row>(find: (keys: readonly number[]) => Promise<readonly Row[]>, keyOf: (row: Row) => number) {
  return new DataLoader<number, Row | null>(async (keys) => {
    const rows = new Map((await find(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** Loads a list of rows a key, in the order that the statement gives. */
export function loadList<Row>(find: (keys: readonly number[]) => Promise<readonly Row[]>, keyOf: (row: Row) => number) {
  return new DataLoader<number, Row[]>(async (keys) => {
    const lists = new Map<number, Row[]>(keys.map((key) => [key, []]));
    for (const row of await find(keys)) lists.get(keyOf(row))?.push(row);
    return keys.map((key) => lists.get(key) ?? []);
  });
}

/** One load a Relay node: a failure rejects, what isn't there is null. */
export function loadNodes<Row>(
  loader: DataLoader<number, Row | null>,
  ids: readonly string[],
): Promise<(Row | null)[]> {
  return Promise.all(ids.map((id) => loader.load(Number(id))));
}
