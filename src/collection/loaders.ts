import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { type CollectionPageRequest, findCollectionPages } from './items.js';
import { findCollectionsByIds, findCollectionsBySlug, findCollectionsOfContent } from './store.js';

export function collectionLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findCollectionsByIds(db, ids),
      (collection) => collection.id,
    ),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findCollectionsBySlug(db, keys), slugCacheKey),
    /** Pages of items, each asked for once. */
    items: batch.loader((requests: readonly CollectionPageRequest[]) => findCollectionPages(db, now, requests)),
    /** Which packages hold an item, or may by their rule. */
    ofContent: batch.loader((ids: readonly number[]) => findCollectionsOfContent(db, ids)),
  };
}
