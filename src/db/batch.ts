import DataLoader from 'dataloader';

/**
 * Loads of one request in waves: what is asked for while statements are under way waits until all have answered, and
 * goes out together. So the number of statements depends on how deep an operation is, never on how long its lists are
 * nor on which answer comes first.
 */
export interface Batching {
  /** Counts a statement that isn't a loader's as under way. */
  readonly track: <Result>(statement: Promise<Result>) => Promise<Result>;
  /** Loads in the order of the keys. */
  readonly loader: <Key, Value, CacheKey = Key>(
    find: (keys: readonly Key[]) => Promise<Value[]>,
    cacheKeyFn?: (key: Key) => CacheKey,
  ) => DataLoader<Key, Value, CacheKey>;
  /** Loads one row a key: null where there is none. */
  readonly loadOne: <Row>(
    find: (keys: readonly number[]) => Promise<readonly Row[]>,
    keyOf: (row: Row) => number,
  ) => DataLoader<number, Row | null>;
  /** Loads a list of rows a key, in the order that the statement gives. */
  readonly loadList: <Row>(
    find: (keys: readonly number[]) => Promise<readonly Row[]>,
    keyOf: (row: Row) => number,
  ) => DataLoader<number, Row[]>;
}

export function createBatching(): Batching {
  const { schedule, track } = createWaves();

  const loader: Batching['loader'] = (find, cacheKeyFn) =>
    new DataLoader((keys) => track(find(keys)), { batchScheduleFn: schedule, ...(cacheKeyFn && { cacheKeyFn }) });

  return {
    track,
    loader,
    loadOne: (find, keyOf) =>
      loader(async (keys) => {
        const rows = new Map((await find(keys)).map((row) => [keyOf(row), row]));
        return keys.map((key) => rows.get(key) ?? null);
      }),
    loadList: (find, keyOf) =>
      loader(async (keys) => {
        const lists = new Map(keys.map((key) => [key, [] as Awaited<ReturnType<typeof find>>[number][]]));
        for (const row of await find(keys)) lists.get(keyOf(row))?.push(row);
        return keys.map((key) => lists.get(key) ?? []);
      }),
  };
}

/** One load a Relay node: a failure rejects, what isn't there is null. */
export function loadNodes<Row>(
  loader: DataLoader<number, Row | null>,
  ids: readonly string[],
): Promise<(Row | null)[]> {
  return Promise.all(ids.map((id) => loader.load(Number(id))));
}

function createWaves() {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  // Not before the resolvers that the last answer woke have asked for what they need.
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
