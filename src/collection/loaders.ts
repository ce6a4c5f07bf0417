import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { type CollectionPageRequest, findCollectionPages } from './items.js';
import { findCollectionsBySlug, findCollectionsOfContent, selectById } from './store.js';

export function collectionLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => selectById(db, { ids }),
      (collection) => collection.id,
    ),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findCollectionsBySlug(db, keys), slugCacheKey),
    items: batch.loader((requests: readonly CollectionPageRequest[]) => findCollectionPages(db, now, requests)),
    ofContent: batch.loader((ids: readonly number[]) => findCollectionsOfContent(db, ids)),
  };
}
