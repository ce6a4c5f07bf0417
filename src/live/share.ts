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
