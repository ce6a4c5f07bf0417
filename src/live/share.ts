/**
 * Shares the runs of a function between its callers. A call during a run waits for the next run, so that the result is never
 * older than the call.
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
