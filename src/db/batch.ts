import DataLoader from 'dataloader';

/** Makes the loaders of one request, and batches their keys. */
export type Batching = ReturnType<typeof createBatching>;

/**
 * Makes loaders that load keys in waves. While statements run, new keys wait. When all statements have ended, the
 * waiting keys are loaded together, with one statement for each loader. So the number of statements depends on the
 * depth of an operation. It does not depend on the length of lists, or on which statement ends first.
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

  /** Makes a loader that returns one row for each key, or null. `find` returns the rows in any order. */
  function loadOne<Row>(find: (keys: readonly number[]) => Promise<readonly Row[]>, keyOf: (row: Row) => number) {
    return loader(async (keys: readonly number[]) => {
      const rows = new Map((await find(keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key) ?? null);
    });
  }

  return {
    /** Adds a statement that does not belong to a loader. The next wave waits for this statement too. */
    track,
    /** Makes a loader. `find` returns one value for each key, in the order of the keys. */
    loader,
    loadOne,
    /** Makes a loader of rows by their ids. A missing row is null. */
    loadById: <Row extends { readonly id: number }>(find: (ids: readonly number[]) => Promise<readonly Row[]>) =>
      loadOne(find, ({ id }) => id),
    /** Makes a loader that returns a list of rows for each key. Rows keep the order in which `find` returns them. */
    loadList: <Row>(find: (keys: readonly number[]) => Promise<readonly Row[]>, keyOf: (row: Row) => number) =>
      loader(async (keys: readonly number[]) => {
        const lists = new Map(keys.map((key): [number, Row[]] => [key, []]));
        for (const row of await find(keys)) lists.get(keyOf(row))?.push(row);
        return keys.map((key) => lists.get(key) ?? []);
      }),
  };
}

/** Loads the nodes of a Relay type. A missing node is null. */
export function loadNodes<Row>(loader: DataLoader<number, Row | null>, ids: readonly string[]) {
  return Promise.all(ids.map((id) => loader.load(Number(id))));
}

function createWaves() {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  // The wave starts a moment later, so that the resolvers of the last result can request their keys first.
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
