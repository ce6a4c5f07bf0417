import { MultiBar } from 'cli-progress';

/**
 * Shows the progress of a command on standard error: a bar on a terminal, otherwise a line after every `lineEvery`
 * units. `finish` removes the bar and calls `atEnd`. The process's exit calls `finish` too: `atEnd` is synchronous.
 */
export function createProgress(unit: string, lineEvery: number, atEnd: () => void) {
  // A MultiBar stays on the last line. A SingleBar stays where it began, and its removal would erase later lines.
  const bars = process.stderr.isTTY
    ? new MultiBar({
        stream: process.stderr,
        format: `{bar} {percentage}% {count} ${unit}`,
        hideCursor: true,
        // `finish` stops the bar. With `gracefulExit`, a signal would stop it too, and the next update would draw it again.
        gracefulExit: false,
        clearOnComplete: true,
        forceRedraw: true,
      })
    : undefined;
  const bar = bars?.create(1, 0, { count: 0 });
  let isRemoved = false;
  let isFinished = false;

  function removeBar(): void {
    if (!isRemoved) bars?.stop();
    isRemoved = true;
  }

  function finish(): void {
    if (isFinished) return;
    isFinished = true;
    process.off('exit', finish);
    removeBar();
    // A bar that is interrupted while it is drawn leaves the cursor hidden and line wrapping off. These codes restore both.
    if (bars) process.stderr.write('\u001B[?25h\u001B[?7h');
    atEnd();
  }
  process.once('exit', finish);

  return {
    /** Moves the bar to `done` of `total`, and shows `count` as the number of units. */
    show: (done: number, total: number, count: number): void => {
      bar?.setTotal(total);
      bar?.update(done, { count });
    },
    /** Writes the number of units if there is no bar and the number is a multiple of `lineEvery`. */
    count: (units: number): void => {
      if (!bar && units > 0 && units % lineEvery === 0) process.stderr.write(`${units} ${unit}\n`);
    },
    /** Writes a line in place of the bar. The bar is drawn again below. */
    print: (line: string, stream: NodeJS.WriteStream = process.stderr): void => {
      if (bar) process.stderr.write('\r\u001B[K');
      stream.write(`${line}\n`);
    },
    removeBar,
    finish,
  };
}
