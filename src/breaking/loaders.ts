import type { Reading } from '../db/reading.js';
import { findAnyBreakingItems, findBreakingItemsByIds } from './store.js';

export function breakingLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findBreakingItemsByIds(db, now, ids),
      (item) => item.id,
    ),
    /** Whatever its state: only for those who may write it. */
    anyById: batch.loadOne(
      (ids) => findAnyBreakingItems(db, ids),
      (item) => item.id,
    ),
  };
}
