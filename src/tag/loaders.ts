import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { findTagsByIds, findTagsBySlug } from './store.js';

export function tagLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findTagsByIds(db, ids),
      (tag) => tag.id,
    ),
    /** By a slug, or else by another of its names. */
    bySlug: batch.loader((keys: readonly SlugKey[]) => findTagsBySlug(db, keys), slugCacheKey),
  };
}
