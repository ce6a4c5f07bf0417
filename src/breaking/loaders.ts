import { loadOne } from '../db/batch.js';
import type { Database } from '../db/client.js';
import { findBreakingItemsByIds } from './store.js';

export function breakingLoaders(db: Database, now: Date) {
  return {
    byId: loadOne(
      (ids) => findBreakingItemsByIds(db, now, ids),
      (item) => item.id,
    ),
  };
}
