import type { Reading } from '../db/reading.js';
import { findBreakingItemsByIds } from './store.js';

export function breakingLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findBreakingItemsByIds(db, now, ids),
      (item) => item.id,
    ),
  };
}
