import type { Reading } from '../db/reading.js';
import { findTagsByIds } from './store.js';

export function tagLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findTagsByIds(db, ids),
      (tag) => tag.id,
    ),
  };
}
