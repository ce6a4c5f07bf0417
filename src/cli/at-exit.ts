/**
 * Has something done once: by whoever calls what this answers, or else when the process ends, whether by an error, a signal
 * or a call of `process.exit`. It must not wait for anything.
 */
export function onceAtExit(run: () => void): () => void {
  let isDone = false;
  const finish = () => {
    if (isDone) return;
    isDone = true;
    process.off('exit', finish);
    run();
  };
  process.once('exit', finish);
  return finish;
}

/** Shows the cursor and wraps long lines again: a bar that was cut off while it was drawn leaves them off. */
export function restoreTerminal(stream: NodeJS.WriteStream): void {
  if (stream.isTTY) stream.write('\u001B[?25h\u001B[?7h');
}
