import type { Reading } from '../db/reading.js';
import { findAuthorsByIds } from './store.js';

export function authorLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findAuthorsByIds(db, ids),
      (author) => author.id,
    ),
  };
}
