/**
 * Runs one at a time for all who ask. Who asks while it runs waits for the next run: what it reads then is not older than
 * the question.
 */
export function shareRuns<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let current: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  function start(): Promise<Result> {
    next = undefined;
    const running = run().finally(() => {
      if (current === running) current = undefined;
    });
    current = running;
    return running;
  }
  return () => {
    if (!current) return start();
    next ??= current.then(start, start);
    return next;
  };
}

/** One run for all who ask the same while it is under way. */
export function shareByKey<Args extends readonly unknown[], Result>(
  run: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  const underWay = new Map<string, Promise<Result>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = underWay.get(key);
    if (known) return known;
    const running = run(...args).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
}
