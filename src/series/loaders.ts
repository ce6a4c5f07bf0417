import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { findSeriesByIds, findSeriesBySlug } from './store.js';

export function seriesLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findSeriesByIds(db, ids),
      (series) => series.id,
    ),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findSeriesBySlug(db, keys), slugCacheKey),
  };
}
