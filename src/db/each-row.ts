import { describeFault, isFaultOfRow } from './outage.js';

/**
 * Works on all keys at once. If the rows of single keys make that fail, finds them by halving: `onFault` gets each of
 * them, and the work on all others is done. `work` must leave nothing behind when it fails. Throws any other error, such
 * as an outage.
 */
export async function workOnEach<Key>(
  keys: readonly Key[],
  work: (keys: readonly Key[]) => Promise<unknown>,
  onFault: (key: Key, error: unknown) => unknown,
): Promise<void> {
  const [only, ...others] = keys;
  if (only === undefined) return;
  try {
    await work(keys);
  } catch (error) {
    if (!isFaultOfRow(error)) throw error;
    if (others.length === 0) {
      await onFault(only, error);
      return;
    }
    const middle = Math.ceil(keys.length / 2);
    await workOnEach(keys.slice(0, middle), work, onFault);
    await workOnEach(keys.slice(middle), work, onFault);
  }
}

/** Deletes all keys that can be deleted. Throws an error at the end that names the others. */
export async function deleteEach<Key>(
  what: string,
  keys: readonly Key[],
  remove: (keys: readonly Key[]) => Promise<unknown>,
): Promise<void> {
  const kept: string[] = [];
  await workOnEach(keys, remove, (key, error) => kept.push(`${JSON.stringify(key)}: ${describeFault(error)}`));
  if (kept.length > 0) throw new Error(`${what} could not be deleted, and stay: ${kept.join('; ')}`);
}
