import DataLoader from 'dataloader';

/** Makes the loaders of one request, and batches their keys. */
export type Batching = ReturnType<typeof createBatching>;

/**
 * Loads keys in waves: keys that are requested while statements run wait for all of them, and are loaded together. So the
 * number of statements depends on the depth of an operation, not on the length of its lists or on which statement ends first.
 */
export function createBatching() {
  const { schedule, track } = createWaves();

  function loader<Key, Value, CacheKey = Key>(
    find: (keys: readonly Key[]) => Promise<Value[]>,
    cacheKeyFn?: (key: Key) => CacheKey,
  ) {
    return new DataLoader<Key, Value, CacheKey>((keys) => track(find(keys)), {
      batchScheduleFn: schedule,
      ...(cacheKeyFn && { cacheKeyFn }),
    });
  }

  return {
    /** Counts a statement of no loader as running, so that loads wait for it too. */
    track,
    /** Loads one value for each key, in the order of the keys. */
    loader,
    /** Loads one row for each key, or null. */
    loadOne: <Row>(find: (keys: readonly number[]) => Promise<readonly Row[]>, keyOf: (row: Row) => number) =>
      loader(async (keys: readonly number[]) => {
        const rows = new Map((await find(keys)).map((row) => [keyOf(row), row]));
        return keys.map((key) => rows.get(key) ?? null);
      }),
    /** Loads a list of rows for each key, in the order of the statement. */
    loadList: <Row>(find: (keys: readonly number[]) => Promise<readonly Row[]>, keyOf: (row: Row) => number) =>
      loader(async (keys: readonly number[]) => {
        const lists = new Map(keys.map((key): [number, Row[]] => [key, []]));
        for (const row of await find(keys)) lists.get(keyOf(row))?.push(row);
        return keys.map((key) => lists.get(key) ?? []);
      }),
  };
}

/** Loads the nodes of a Relay type. A missing node is null. */
export function loadNodes<Row>(
  loader: DataLoader<number, Row | null>,
  ids: readonly string[],
): Promise<(Row | null)[]> {
  return Promise.all(ids.map((id) => loader.load(Number(id))));
}

function createWaves() {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  // setImmediate lets the resolvers that wait for the last result request their keys first.
  const startWave = () =>
    setImmediate(() => {
      if (underWay > 0) return;
      const wave = waiting;
      waiting = [];
      for (const dispatch of wave) dispatch();
    });
  return {
    schedule: (dispatch: () => void): void => {
      waiting.push(dispatch);
      startWave();
    },
    track: async <Result>(statement: Promise<Result>): Promise<Result> => {
      underWay += 1;
      try {
        return await statement;
      } finally {
        underWay -= 1;
        startWave();
      }
    },
  };
}
