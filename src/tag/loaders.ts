import { loadOne } from '../db/batch.js';
import type { Database } from '../db/client.js';
import { findTagsByIds } from './store.js';

export function tagLoaders(db: Database) {
  return {
    byId: loadOne(
      (ids) => findTagsByIds(db, ids),
      (tag) => tag.id,
    ),
  };
}
