import { loadOne } from '../db/batch.js';
import type { Database } from '../db/client.js';
import { findAuthorsByIds } from './store.js';

export function authorLoaders(db: Database) {
  return {
    byId: loadOne(
      (ids) => findAuthorsByIds(db, ids),
      (author) => author.id,
    ),
  };
}
