import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { findAuthorsByIds, findAuthorsBySlug } from './store.js';

export function authorLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findAuthorsByIds(db, ids),
      (author) => author.id,
    ),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findAuthorsBySlug(db, keys), slugCacheKey),
  };
}
