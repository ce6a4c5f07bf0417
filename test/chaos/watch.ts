/** After this time without a write or an event, the run is aborted. */
const STALLED_MS = 60_000;
const LOOK_MS = 1000;
const SAY_EVERY = 5;

/** Prints progress every few seconds, and aborts a run that is stuck. */
export function watchProgress(
  progress: () => { readonly done: number; readonly line: string },
  say: (line: string) => void,
  callOff: (reason: Error) => void,
) {
  let last = -1;
  let changedAt = performance.now();
  let looks = 0;
  const timer = setInterval(() => {
    const { done, line } = progress();
    const now = performance.now();
    if (done !== last) changedAt = now;
    last = done;
    looks += 1;
    if (looks % SAY_EVERY === 0) say(line);
    if (now - changedAt > STALLED_MS) callOff(new Error(`no write and no event for ${STALLED_MS / 1000} seconds`));
  }, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
