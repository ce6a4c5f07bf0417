import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { findArticlesById, findArticlesByPath, findArticlesBySlug } from './store.js';

export function articleLoaders({ batch, db, now, sees }: Reading) {
  const sight = { now, sees };
  return {
    byId: batch.loader((ids: readonly number[]) => findArticlesById(db, sight, ids)),
    byPath: batch.loader((paths: readonly string[]) => findArticlesByPath(db, sight, paths)),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findArticlesBySlug(db, sight, keys), slugCacheKey),
  };
}
