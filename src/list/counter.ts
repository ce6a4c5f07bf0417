import DataLoader from 'dataloader';
import type { Context } from '../schema/context.js';
import type { CountPart, Counts } from './counts.js';
import type { ContentScope } from './scope.js';

/** Counts of one list. What an operation asks for of them is computed together; what it doesn't ask for isn't. */
export interface ListCounter {
  readonly count: <Part extends CountPart>(part: Part) => Promise<Counts[Part]>;
}

/** Counts the items that all the scopes hold. */
export function createListCounter(context: Context, scopes: readonly ContentScope[]): ListCounter {
  // Its own batch, of what is asked for at once: the statement itself goes out with those of other lists.
  const parts = new DataLoader(async (asked: readonly CountPart[]) => {
    const counts = await context.loaders.list.counts.load({ scopes, parts: asked });
    return asked.map(() => counts);
  });
  return { count: async (part) => (await parts.load(part))[part] };
}
