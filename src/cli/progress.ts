import { MultiBar } from 'cli-progress';

/**
 * Shows on standard error how far a command is: by a bar on a terminal, otherwise by a line every `lineEvery` units. `finish`
 * removes the bar, restores the terminal and calls `atEnd`. If it was not called before the process ends, whether by an error,
 * a signal or `process.exit`, it is called then. So `atEnd` must not wait for anything.
 */
export function createProgress(unit: string, lineEvery: number, atEnd: () => void) {
  // A single bar would be removed from where it began, over the lines that were printed since. A multi bar is on the last line.
  const bars = process.stderr.isTTY
    ? new MultiBar({
        stream: process.stderr,
        format: `{bar} {percentage}% {count} ${unit}`,
        hideCursor: true,
        // `finish` stops the bar. At a signal, the bar would stop by itself, and be drawn again by the next update.
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
    // A bar that is cut off while it is drawn leaves the cursor hidden, and the wrapping of long lines off.
    if (bars) process.stderr.write('\u001B[?25h\u001B[?7h');
    atEnd();
  }
  process.once('exit', finish);

  return {
    /** Moves the bar to `done` of `total`, with the number of units that it shows. */
    show: (done: number, total: number, count: number): void => {
      bar?.setTotal(total);
      bar?.update(done, { count });
    },
    /** Writes how many units there are, where there is no bar and the number is due. */
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
